import { also, type CodeList } from './list.ts';

// Labels as seen in county exports of 2023 where they are known; the rest are the words of the policy.

export const measureIndustry = {
  id: 'measure-industry',
  zh: '产业帮扶',
  en: 'Help with farming and business',
  open: true,
  codes: [
    { code: 'crops', zh: '发展种植业', en: 'Crops', aliases: also('种植业', '种植') },
    { code: 'livestock', zh: '发展养殖业', en: 'Livestock', aliases: also('养殖业', '养殖') },
    { code: 'orchard', zh: '发展林果业', en: 'Orchards and forestry', aliases: also('林果业', '林业') },
    { code: 'processing', zh: '发展加工业', en: 'Processing', aliases: also('加工业') },
    { code: 'trade', zh: '电商帮扶', en: 'Sale on line', aliases: also('电商', '电商扶贫', '消费帮扶') },
    { code: 'tourism', zh: '乡村旅游', en: 'Rural tourism', aliases: also('旅游', '旅游扶贫') },
    { code: 'solar', zh: '光伏帮扶', en: 'Solar power', aliases: also('光伏', '光伏扶贫') },
    { code: 'dividend', zh: '资产收益', en: 'Share in assets', aliases: also('资产收益分红', '分红') },
    {
      code: 'subsidy',
      zh: '生产经营奖补',
      en: 'Subsidy for production',
      aliases: also('产业奖补', '以奖代补'),
    },
    { code: 'guidance', zh: '技术指导', en: 'Technical advice', aliases: also('技术服务', '科技帮扶') },
    { code: 'firm', zh: '龙头企业带动', en: 'Led by a firm', aliases: also('企业带动') },
    { code: 'cooperative', zh: '合作社带动', en: 'Led by a co-operative', aliases: also('专业合作社带动') },
    { code: 'other', zh: '其他', en: 'Other', aliases: also('其它') },
  ],
  source: 'National anti-return-to-poverty system, county export 2023, 产业帮扶',
} as const satisfies CodeList;

export const measureEmployment = {
  id: 'measure-employment',
  zh: '就业帮扶',
  en: 'Help with work',
  open: true,
  codes: [
    { code: 'transfer', zh: '劳务输出', en: 'Organised transfer', aliases: also('有组织劳务输出') },
    {
      code: 'travel',
      zh: '外出务工补贴',
      en: 'Subsidy for working away',
      aliases: also('外出劳务补贴', '务工补贴', '交通补贴'),
    },
    { code: 'training', zh: '技能培训', en: 'Training', aliases: also('职业技能培训') },
    { code: 'workshop', zh: '帮扶车间', en: 'Support workshop', aliases: also('就业帮扶车间', '扶贫车间') },
    {
      code: 'start-up',
      zh: '创业扶持',
      en: 'Help to start a business',
      aliases: also('自主创业', '创业帮扶'),
    },
    { code: 'local', zh: '就近就业', en: 'Work near home', aliases: also('就地就近就业') },
    { code: 'other', zh: '其他', en: 'Other', aliases: also('其它') },
  ],
  source: 'National anti-return-to-poverty system, county export 2023, 就业帮扶',
} as const satisfies CodeList;

export const measureFinance = {
  id: 'measure-finance',
  zh: '金融帮扶',
  en: 'Finance',
  open: true,
  codes: [
    {
      code: 'micro-loan',
      zh: '小额信贷',
      en: 'Micro-credit',
      aliases: also('扶贫小额信贷', '脱贫人口小额信贷', '小额贷款'),
    },
    { code: 'business-loan', zh: '富民贷', en: 'Loan for prosperity', aliases: also('其他贷款') },
    { code: 'interest', zh: '贷款贴息', en: 'Interest subsidy', aliases: also('贴息') },
    { code: 'insurance', zh: '产业保险', en: 'Insurance of production', aliases: also('农业保险') },
    { code: 'other', zh: '其他', en: 'Other', aliases: also('其它') },
  ],
  source: 'National anti-return-to-poverty system, county export 2023, 金融帮扶',
} as const satisfies CodeList;
