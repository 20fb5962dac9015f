import { also, type CodeList } from './list.ts';

/** One main cause out of 01–13; up to two others, which may also be 99. */
export const cause = {
  id: 'cause',
  zh: '致贫原因',
  en: 'Cause of poverty',
  codes: [
    {
      code: 'illness',
      zh: '因病',
      en: 'Illness',
      formCode: { 2018: '01' },
      aliases: also('因病致贫', '疾病'),
    },
    { code: 'disability', zh: '因残', en: 'Disability', formCode: { 2018: '02' }, aliases: also('因残致贫') },
    {
      code: 'schooling',
      zh: '因学',
      en: 'Cost of schooling',
      formCode: { 2018: '03' },
      aliases: also('因学致贫'),
    },
    { code: 'disaster', zh: '因灾', en: 'Disaster', formCode: { 2018: '04' }, aliases: also('因灾致贫') },
    { code: 'land', zh: '缺土地', en: 'Lack of land', formCode: { 2018: '05' } },
    { code: 'water', zh: '缺水', en: 'Lack of water', formCode: { 2018: '06' } },
    { code: 'skill', zh: '缺技术', en: 'Lack of skill', formCode: { 2018: '07' } },
    {
      code: 'labour',
      zh: '缺劳力',
      en: 'Lack of labour',
      formCode: { 2018: '08' },
      aliases: also('缺劳动力'),
    },
    {
      code: 'capital',
      zh: '缺资金',
      en: 'Lack of capital',
      formCode: { 2018: '09' },
      aliases: also('缺发展资金'),
    },
    {
      code: 'transport',
      zh: '交通条件落后',
      en: 'Poor transport',
      formCode: { 2018: '10' },
      aliases: also('交通落后'),
    },
    {
      code: 'drive',
      zh: '自身发展动力不足',
      en: 'Lack of drive of their own',
      formCode: { 2018: '11' },
      aliases: also('自身发展力不足', '自身动力不足', '自身发展能力不足'),
    },
    {
      code: 'marriage',
      zh: '因婚',
      en: 'Cost of a wedding',
      formCode: { 2018: '12' },
      aliases: also('因婚致贫'),
    },
    {
      code: 'funeral',
      zh: '因丧',
      en: 'Cost of a funeral',
      formCode: { 2018: '13' },
      aliases: also('因丧致贫'),
    },
    { code: 'other', zh: '其他', en: 'Other', formCode: { 2018: '99' }, aliases: also('其它', '其他原因') },
  ],
  source:
    '《贫困户登记表指标解释》; Household registration form of the poverty register, 2018 edition; 12 and 13 as in the entry screens of the national system 2018–2020',
} as const satisfies CodeList;
