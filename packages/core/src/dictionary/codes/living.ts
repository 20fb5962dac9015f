import { also, type CodeList } from './list.ts';

export const fuel = {
  id: 'fuel',
  zh: '主要燃料类型',
  en: 'Main fuel',
  codes: [
    { code: 'wood', zh: '柴草', en: 'Firewood, straw', formCode: { 2018: '01' }, aliases: also('柴火') },
    { code: 'dung', zh: '干畜粪', en: 'Dried dung', formCode: { 2018: '02' } },
    { code: 'coal', zh: '煤炭', en: 'Coal', formCode: { 2018: '03' }, aliases: also('煤') },
    {
      code: 'clean',
      zh: '清洁能源',
      en: 'Clean energy (electricity, gas, biogas, sun)',
      formCode: { 2018: '04' },
      aliases: also('电', '燃气', '液化气', '天然气', '沼气', '太阳能'),
    },
    { code: 'other', zh: '其他', en: 'Other', formCode: { 2018: '05' }, aliases: also('其它') },
  ],
  source: 'Household registration form of the poverty register, 2018 edition, A35',
} as const satisfies CodeList;

export const roadType = {
  id: 'road-type',
  zh: '入户路类型',
  en: 'Road to the door',
  codes: [
    { code: 'earth', zh: '泥土路', en: 'Earth', formCode: { 2018: '01' }, aliases: also('土路') },
    { code: 'gravel', zh: '砂石路', en: 'Gravel', formCode: { 2018: '02' }, aliases: also('沙石路') },
    { code: 'concrete', zh: '水泥路', en: 'Concrete', formCode: { 2018: '03' }, aliases: also('混凝土路') },
    {
      code: 'asphalt',
      zh: '沥青路',
      en: 'Asphalt',
      formCode: { 2018: '04' },
      aliases: also('柏油路', '沥青（水泥）路'),
    },
  ],
  source: 'Household registration form of the poverty register, 2018 edition, A30',
} as const satisfies CodeList;

export const houseGrade = {
  id: 'house-grade',
  zh: '危房级别',
  en: 'Grade of an unsafe house',
  codes: [
    { code: 'a', zh: 'A级', en: 'A: sound', aliases: also('A') },
    { code: 'b', zh: 'B级', en: 'B: sound with faults', aliases: also('B') },
    { code: 'c', zh: 'C级', en: 'C: partly dangerous', aliases: also('C', '危房C类', 'C级危房') },
    { code: 'd', zh: 'D级', en: 'D: dangerous as a whole', aliases: also('D', '危房D类', 'D级危房') },
  ],
  source:
    '《农村住房安全性鉴定技术导则》 (建村函〔2019〕200号); Household registration form of the poverty register, 2018 edition',
} as const satisfies CodeList;

export const relocationWay = {
  id: 'relocation-way',
  zh: '搬迁方式',
  en: 'How the household was relocated',
  codes: [
    {
      code: 'whole-village',
      zh: '行政村整体搬迁',
      en: 'Whole village',
      formCode: { 2018: '01' },
      aliases: also('整村搬迁', '行政村整村搬迁'),
    },
    {
      code: 'whole-hamlet',
      zh: '自然村（村民小组）整体搬迁',
      en: 'Whole hamlet or group',
      formCode: { 2018: '02' },
      aliases: also('自然村整体搬迁', '自然村整组搬迁'),
    },
    {
      code: 'single',
      zh: '建档立卡贫困户个别搬迁',
      en: 'Single household',
      formCode: { 2018: '03' },
      aliases: also('个别搬迁', '零星搬迁', '分散搬迁'),
    },
  ],
  source: 'Household registration form of the poverty register, 2018 edition, A45',
} as const satisfies CodeList;

export const resettlementWay = {
  id: 'resettlement-way',
  zh: '安置方式',
  en: 'How the household was resettled',
  codes: [
    { code: 'together', zh: '集中安置', en: 'In a settlement' },
    { code: 'scattered', zh: '分散安置', en: 'Scattered' },
  ],
  source: 'Household registration form of the poverty register, 2018 edition, A47',
} as const satisfies CodeList;

export const resettlementPlace = {
  id: 'resettlement-place',
  zh: '安置地',
  en: 'Where the household was resettled',
  codes: [
    { code: 'county-town', zh: '县城安置', en: 'County town', aliases: also('县城') },
    { code: 'township', zh: '乡镇安置', en: 'Township seat', aliases: also('乡镇', '集镇安置') },
    { code: 'other-county', zh: '县外安置', en: 'Another county', aliases: also('县外') },
    { code: 'outside-village', zh: '村外安置', en: 'Outside the village', aliases: also('村外') },
    {
      code: 'inside-village',
      zh: '村内安置',
      en: 'Inside the village',
      aliases: also('村内', '行政村内就近安置'),
    },
  ],
  source: 'Household registration form of the poverty register, 2018 edition, A48',
} as const satisfies CodeList;
