import { also, type CodeList } from './list.ts';

export const labourSkill = {
  id: 'labour-skill',
  zh: '劳动技能',
  en: 'Ability to work',
  codes: [
    { code: 'ordinary', zh: '普通劳动力', en: 'Ordinary labour', formCode: { 2018: '01' } },
    { code: 'skilled', zh: '技能劳动力', en: 'Skilled labour', formCode: { 2018: '02' } },
    {
      code: 'partial',
      zh: '弱劳动力或半劳动力',
      en: 'Weak or half labour',
      aliases: also('弱劳动力', '半劳动力', '弱（半）劳动力', '弱半劳动力'),
      from: 2019,
    },
    {
      code: 'lost',
      zh: '丧失劳动力',
      en: 'Lost the ability to work',
      formCode: { 2018: '03' },
      aliases: also('丧失劳动能力'),
    },
    {
      code: 'none',
      zh: '无劳动力',
      en: 'No labour (too young, too old)',
      formCode: { 2018: '04' },
      aliases: also('无劳动能力'),
    },
  ],
  source:
    'National system export 2021, person sheet, column 20; numbers: Household registration form of the poverty register, 2018 edition',
} as const satisfies CodeList;
