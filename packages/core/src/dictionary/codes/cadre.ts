import { also, type CodeList } from './list.ts';

export const affiliation = {
  id: 'affiliation',
  zh: '隶属关系',
  en: 'Level the unit belongs to',
  codes: [
    { code: 'central', zh: '中央', en: 'Central', formCode: { 2018: '01' } },
    {
      code: 'province',
      zh: '省',
      en: 'Province',
      formCode: { 2018: '02' },
      aliases: also('省级', '自治区', '直辖市'),
    },
    { code: 'city', zh: '市', en: 'City', formCode: { 2018: '03' }, aliases: also('市级', '地市') },
    { code: 'county', zh: '县', en: 'County', formCode: { 2018: '04' }, aliases: also('县级', '区') },
    { code: 'township', zh: '乡镇', en: 'Township', formCode: { 2018: '05' }, aliases: also('乡', '镇') },
    { code: 'army', zh: '部队', en: 'Armed forces', formCode: { 2018: '06' }, aliases: also('军队') },
    { code: 'other', zh: '其他', en: 'Other', formCode: { 2018: '07' }, aliases: also('其它', '村') },
  ],
  source: 'Household registration form of the poverty register, 2018 edition, responsible persons',
} as const satisfies CodeList;

export const cadreRank = {
  id: 'cadre-rank',
  zh: '职务级别',
  en: 'Rank',
  open: true,
  codes: [
    { code: 'province', zh: '省部级', en: 'Provincial or ministerial', aliases: also('省级', '部级') },
    { code: 'department', zh: '厅局级', en: 'Department or bureau', aliases: also('厅级', '地厅级') },
    { code: 'county', zh: '县处级', en: 'County or division', aliases: also('处级', '县级') },
    { code: 'township', zh: '乡科级', en: 'Township or section', aliases: also('科级', '乡镇级') },
    { code: 'share', zh: '股级', en: 'Sub-section', aliases: also('股所级') },
    { code: 'staff', zh: '科员及以下', en: 'Staff', aliases: also('科员', '办事员', '一般干部') },
    { code: 'village', zh: '村干部', en: 'Village cadre', aliases: also('村级') },
    { code: 'none', zh: '无', en: 'None', aliases: also('无级别') },
    { code: 'other', zh: '其他', en: 'Other', aliases: also('其它') },
  ],
  source: 'Handbook for poverty alleviation, responsible persons (common ranks of the civil service)',
} as const satisfies CodeList;
