import { also, type CodeList } from './list.ts';

export const householdType = {
  id: 'household-type',
  zh: '户类型',
  en: 'Kind of household',
  open: true,
  codes: [
    {
      code: 'poor',
      zh: '建档立卡贫困户',
      en: 'Registered poor household',
      aliases: also('贫困户'),
      to: 2020,
    },
    {
      code: 'exited',
      zh: '脱贫户',
      en: 'Household lifted out of poverty',
      aliases: also('已脱贫户', '建档立卡脱贫户'),
    },
    {
      code: 'general',
      zh: '一般农户',
      en: 'General rural household',
      aliases: also('一般户', '农户', '普通农户', '非建档立卡户'),
    },
    { code: 'other', zh: '其他', en: 'Other', aliases: also('其他户', '其它') },
  ],
  source: 'National anti-return-to-poverty system, county export 2023, household type',
} as const satisfies CodeList;

export const povertyClass = {
  id: 'poverty-class',
  zh: '贫困户属性',
  en: 'Class of poor household',
  codes: [
    {
      code: 'general',
      zh: '一般贫困户',
      en: 'Generally poor household',
      aliases: also('一般户'),
    },
    {
      code: 'low-income',
      zh: '低保贫困户',
      en: 'Poor household on subsistence allowance',
      aliases: [{ text: '低保户', to: 2018 }],
    },
    {
      code: 'extreme',
      zh: '特困供养贫困户',
      en: 'Poor household on extreme-poverty support',
      aliases: [
        { text: '五保贫困户', to: 2018 },
        { text: '五保户', to: 2018 },
        { text: '特困户' },
        { text: '特困供养户' },
      ],
    },
    { code: 'general-exited', zh: '一般脱贫户', en: 'Generally poor household, out of poverty' },
    { code: 'low-income-exited', zh: '低保脱贫户', en: 'Out of poverty, on subsistence allowance' },
    {
      code: 'extreme-exited',
      zh: '特困供养脱贫户',
      en: 'Out of poverty, on extreme-poverty support',
      aliases: [{ text: '五保脱贫户', to: 2018 }],
    },
  ],
  source: 'National system export 2018 and 2021, household class; 五保 became 特困供养 with 国发〔2016〕14号',
} as const satisfies CodeList;

export const exitState = {
  id: 'exit-state',
  zh: '脱贫属性',
  en: 'State of exit from poverty',
  codes: [
    {
      code: 'poor',
      zh: '未脱贫',
      en: 'Not yet out of poverty',
      formCode: { AAR010: '0' },
      aliases: also('未脱贫户', '未脱贫贫困户'),
    },
    {
      code: 'expected',
      zh: '预脱贫',
      en: 'Expected to be out this year',
      aliases: also('预脱贫户', '计划脱贫', '当年预脱贫'),
      to: 2020,
    },
    {
      code: 'exited',
      zh: '已脱贫',
      en: 'Out of poverty',
      aliases: also(
        '脱贫',
        '已脱贫户',
        '稳定脱贫',
        '新脱贫贫困户',
        '历史已脱贫贫困户',
        '已脱贫（享受政策）',
        '已脱贫（不享受政策）',
      ),
    },
    {
      code: 'returned',
      zh: '返贫',
      en: 'Returned to poverty',
      formCode: { AAR010: '3' },
      aliases: also('返贫户', '返贫贫困户'),
    },
  ],
  source:
    'National system export 2018, person sheet; column AAR010 of the national system, of which the label of 3 is inferred',
} as const satisfies CodeList;

export const identificationStandard = {
  id: 'identification-standard',
  zh: '识别标准',
  en: 'Standard of identification',
  codes: [
    { code: 'national', zh: '国家标准', en: 'National standard', aliases: also('国标', '国定标准') },
    { code: 'provincial', zh: '省定标准', en: 'Provincial standard', aliases: also('省标', '省级标准') },
    { code: 'city', zh: '市定标准', en: 'City standard', aliases: also('市标', '市级标准') },
  ],
  source: 'National system export 2021, person sheet, column 47',
} as const satisfies CodeList;

export const monitorClass = {
  id: 'monitor-class',
  zh: '监测对象类别',
  en: 'Class under monitoring',
  codes: [
    {
      code: 'unstable',
      zh: '脱贫不稳定户',
      en: 'Out of poverty but unstable',
      from: 2020,
      aliases: also('脱贫不稳定', '脱贫监测户'),
    },
    {
      code: 'marginal',
      zh: '边缘易致贫户',
      en: 'On the margin of poverty',
      from: 2020,
      aliases: also('边缘易致贫', '边缘户'),
    },
    {
      code: 'sudden',
      zh: '突发严重困难户',
      en: 'Struck by sudden grave hardship',
      from: 2021,
      aliases: also('突发严重困难', '突发困难户'),
    },
  ],
  source: '中农组发〔2021〕7号; National anti-return-to-poverty system, county export 2023',
} as const satisfies CodeList;
