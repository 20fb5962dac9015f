import { also } from '../codes/list.ts';
import type { Field } from '../field.ts';

const MEASURES = {
  type: 'codes',
  sensitivity: 'personal',
  filledBy: 'village',
  source: 'National anti-return-to-poverty system, county export 2023, measures of help',
} as const;

/** Each field is a category of help: one row for a household and a category, several items in it. */
export const measure = [
  {
    key: 'measure.industry',
    zh: '产业帮扶',
    en: 'Farming and business',
    codes: 'measure-industry',
    aliases: [{ text: '产业扶贫', to: 2021 }],
    ...MEASURES,
  },
  {
    key: 'measure.employment',
    zh: '就业帮扶',
    en: 'Work',
    codes: 'measure-employment',
    aliases: [{ text: '就业扶贫', to: 2021 }],
    ...MEASURES,
  },
  {
    key: 'measure.finance',
    zh: '金融帮扶',
    en: 'Finance',
    codes: 'measure-finance',
    aliases: [
      { text: '金融扶贫', to: 2021 },
      { text: '小额信贷', to: 2020 },
    ],
    ...MEASURES,
  },
  {
    key: 'measure.public_post',
    zh: '公益岗位帮扶',
    en: 'Public-benefit post',
    codes: 'public-post',
    aliases: also('公益性岗位帮扶'),
    ...MEASURES,
  },
  {
    key: 'measure.housing',
    zh: '住房安全保障',
    en: 'Safe housing',
    codes: 'measure-housing',
    aliases: also('住房安全'),
    ...MEASURES,
  },
  { key: 'measure.water', zh: '饮水安全保障', en: 'Safe water', codes: 'measure-water', ...MEASURES },
  {
    key: 'measure.health',
    zh: '健康帮扶',
    en: 'Health',
    codes: 'measure-health',
    aliases: [{ text: '健康扶贫', to: 2021 }],
    article28: true,
    ...MEASURES,
  },
  {
    key: 'measure.schooling',
    zh: '义务教育保障',
    en: 'Compulsory education',
    codes: 'measure-schooling',
    ...MEASURES,
  },
  {
    key: 'measure.education',
    zh: '教育帮扶',
    en: 'Education',
    codes: 'measure-education',
    aliases: [{ text: '其他教育帮扶' }, { text: '教育扶贫', to: 2021 }],
    ...MEASURES,
  },
  {
    key: 'measure.security',
    zh: '综合保障',
    en: 'Social security',
    codes: 'measure-security',
    aliases: also('综合性保障', '兜底保障'),
    ...MEASURES,
  },
  { key: 'measure.society', zh: '社会帮扶', en: 'Help from society', codes: 'measure-society', ...MEASURES },
  {
    key: 'measure.relocation',
    zh: '搬迁',
    en: 'Relocation',
    codes: 'measure-relocation',
    aliases: also('搬迁帮扶', '易地搬迁'),
    ...MEASURES,
  },
  {
    key: 'measure.infrastructure',
    zh: '基础设施建设',
    en: 'Infrastructure',
    codes: 'measure-infrastructure',
    ...MEASURES,
  },
  {
    key: 'measure.living',
    zh: '生产生活条件改善',
    en: 'Living conditions',
    codes: 'measure-living',
    ...MEASURES,
  },
] as const satisfies readonly Field[];
