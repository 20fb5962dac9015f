import { also, type CodeList } from './list.ts';

// Labels as seen in county exports of 2023 where they are known; the rest are the words of the policy.

export const measureHousing = {
  id: 'measure-housing',
  zh: '住房安全保障',
  en: 'Safe housing',
  open: true,
  codes: [
    {
      code: 'rebuild',
      zh: '危房改造',
      en: 'Rebuilding of unsafe houses',
      aliases: also('农村危房改造', '危房重建'),
    },
    { code: 'repair', zh: '房屋维修', en: 'Repair', aliases: also('维修加固') },
    {
      code: 'earthquake',
      zh: '抗震改造',
      en: 'Making houses earthquake-proof',
      aliases: also('农房抗震改造'),
    },
    { code: 'rent', zh: '租赁补贴', en: 'Rent subsidy', aliases: also('公租房', '周转房') },
    { code: 'other', zh: '其他', en: 'Other', aliases: also('其它') },
  ],
  source: 'National anti-return-to-poverty system, county export 2023, 住房安全保障',
} as const satisfies CodeList;

export const measureWater = {
  id: 'measure-water',
  zh: '饮水安全保障',
  en: 'Safe water',
  open: true,
  codes: [
    {
      code: 'works',
      zh: '饮水工程',
      en: 'Water works',
      aliases: also('饮水安全工程', '新建供水工程', '集中供水'),
    },
    { code: 'repair', zh: '设施维修', en: 'Repair of works', aliases: also('饮水设施维修') },
    { code: 'well', zh: '打井', en: 'Well or cistern', aliases: also('水窖', '分散供水') },
    { code: 'supply', zh: '应急送水', en: 'Emergency supply', aliases: also('拉水送水') },
    { code: 'other', zh: '其他', en: 'Other', aliases: also('其它') },
  ],
  source: 'National anti-return-to-poverty system, county export 2023, 饮水安全保障',
} as const satisfies CodeList;

export const measureHealth = {
  id: 'measure-health',
  zh: '健康帮扶',
  en: 'Health',
  open: true,
  codes: [
    {
      code: 'premium',
      zh: '居民医保个人缴费补贴',
      en: 'Subsidy for the health insurance premium',
      aliases: also(
        '城乡居民基本医疗保险个人缴费补贴',
        '参加城乡居民基本医疗保险个人缴费补贴',
        '医保缴费补贴',
        '参保资助',
        '资助参保',
      ),
    },
    { code: 'major-insurance', zh: '大病保险', en: 'Major illness insurance' },
    { code: 'aid', zh: '医疗救助', en: 'Medical aid', aliases: also('大病救助', '重特大疾病医疗救助') },
    {
      code: 'treatment',
      zh: '大病专项救治',
      en: 'Treatment of major illness',
      aliases: also('大病集中救治'),
    },
    {
      code: 'chronic',
      zh: '慢病签约服务',
      en: 'Chronic illness services',
      aliases: also('家庭医生签约服务', '家庭医生签约', '慢病管理'),
    },
    { code: 'pay-later', zh: '先诊疗后付费', en: 'Treatment first, payment later' },
    { code: 'check-up', zh: '健康体检', en: 'Check-up' },
    { code: 'other', zh: '其他', en: 'Other', aliases: also('其它') },
  ],
  source: 'National anti-return-to-poverty system, county export 2023, 健康帮扶',
} as const satisfies CodeList;

export const measureSchooling = {
  id: 'measure-schooling',
  zh: '义务教育保障',
  en: 'Compulsory education',
  open: true,
  codes: [
    { code: 'return', zh: '控辍保学', en: 'Bringing children back to school', aliases: also('劝返复学') },
    { code: 'home-lessons', zh: '送教上门', en: 'Lessons at home' },
    {
      code: 'waiver',
      zh: '两免一补',
      en: 'Fees waived, boarding subsidised',
      aliases: also('义务教育资助', '生活补助'),
    },
    { code: 'meals', zh: '营养改善计划', en: 'School meals', aliases: also('营养餐') },
    { code: 'other', zh: '其他', en: 'Other', aliases: also('其它') },
  ],
  source: 'National anti-return-to-poverty system, county export 2023, 义务教育保障',
} as const satisfies CodeList;

export const measureEducation = {
  id: 'measure-education',
  zh: '教育帮扶',
  en: 'Education',
  open: true,
  codes: [
    {
      code: 'rain-dew',
      zh: '雨露计划',
      en: 'Rain and Dew plan (vocational school grant)',
      aliases: also('雨露计划补助'),
    },
    { code: 'loan', zh: '助学贷款', en: 'Student loan', aliases: also('生源地助学贷款') },
    { code: 'grant', zh: '助学金', en: 'Student grant', aliases: also('国家助学金', '教育资助') },
    { code: 'waiver', zh: '学费减免', en: 'Fees waived', aliases: also('免学费') },
    { code: 'preschool', zh: '学前教育资助', en: 'Kindergarten grant', aliases: also('学前资助') },
    { code: 'other', zh: '其他', en: 'Other', aliases: also('其它') },
  ],
  source: 'National anti-return-to-poverty system, county export 2023, 教育帮扶',
} as const satisfies CodeList;

export const measureSecurity = {
  id: 'measure-security',
  zh: '综合保障',
  en: 'Social security',
  open: true,
  codes: [
    {
      code: 'low-income',
      zh: '低保',
      en: 'Subsistence allowance',
      aliases: also('最低生活保障', '农村低保'),
    },
    { code: 'extreme', zh: '特困供养', en: 'Extreme-poverty support', aliases: also('特困人员救助供养') },
    {
      code: 'disabled',
      zh: '残疾人补贴',
      en: 'Disability benefits',
      aliases: also('残疾人两项补贴', '困难残疾人生活补贴', '重度残疾人护理补贴'),
    },
    { code: 'pension', zh: '养老保险', en: 'Pension', aliases: also('养老保险代缴', '城乡居民养老保险') },
    { code: 'temporary', zh: '临时救助', en: 'Temporary relief' },
    { code: 'orphan', zh: '孤儿保障', en: 'Support for orphans', aliases: also('事实无人抚养儿童保障') },
    {
      code: 'insurance',
      zh: '防贫保险',
      en: 'Insurance against poverty',
      aliases: also('防贫保', '防返贫保险'),
    },
    { code: 'aged', zh: '高龄补贴', en: 'Old-age benefit', aliases: also('高龄津贴') },
    { code: 'other', zh: '其他', en: 'Other', aliases: also('其它') },
  ],
  source: 'National anti-return-to-poverty system, county export 2023, 综合保障',
} as const satisfies CodeList;
