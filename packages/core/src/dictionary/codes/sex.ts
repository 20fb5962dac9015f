import { also, type CodeList } from './list.ts';

export const sex = {
  id: 'sex',
  zh: '性别',
  en: 'Sex',
  standard: 'GB/T 2261.1-2003',
  codes: [
    { code: 'male', zh: '男', en: 'Male', gb: '1', aliases: also('男性') },
    { code: 'female', zh: '女', en: 'Female', gb: '2', aliases: also('女性') },
    { code: 'unknown', zh: '未知的性别', en: 'Unknown', gb: '0', aliases: also('未知') },
    { code: 'unstated', zh: '未说明的性别', en: 'Not stated', gb: '9', aliases: also('未说明') },
  ],
  source: 'GB/T 2261.1-2003',
} as const satisfies CodeList;
