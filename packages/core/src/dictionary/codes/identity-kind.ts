import { also, type CodeList } from './list.ts';

export const identityKind = {
  id: 'identity-kind',
  zh: '证件类型',
  en: 'Kind of identity document',
  codes: [
    {
      code: 'id-card',
      zh: '居民身份证',
      en: 'Resident identity card',
      formCode: { 2018: '01' },
      aliases: also('身份证', '二代身份证'),
    },
    {
      code: 'disability-certificate',
      zh: '残疾人证',
      en: 'Disability certificate',
      formCode: { 2018: '02' },
      aliases: also('残疾证', '第二代残疾人证', '第三代残疾人证'),
    },
    {
      code: 'officer-card',
      zh: '军官证',
      en: 'Military officer card',
      formCode: { 2018: '03' },
      aliases: also('军人证'),
    },
  ],
  source: 'Household registration form of the poverty register, 2018 edition, item identity document',
} as const satisfies CodeList;
