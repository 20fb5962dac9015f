import type { FormColumn } from '../form.ts';

/** 省 市 县 乡 村 as most exports print them. The upper two are often left out: the county says them. */
export const PLACE = [
  { header: '省', aliases: ['省份', '省（自治区、直辖市）', '省(自治区、直辖市)'], to: 'place.province' },
  { header: '市', aliases: ['市（州）', '市(州)', '地市', '市（地、州、盟）'], to: 'place.city' },
  {
    header: '县',
    aliases: ['县（市、区、旗）', '县(市、区、旗)', '县（市、区）', '县(市、区)', '区县', '县区'],
    to: 'place.county',
    required: true,
  },
  {
    header: '乡',
    aliases: ['乡（镇）', '乡(镇)', '乡镇', '镇', '乡（镇、街道）', '乡镇（街道）'],
    to: 'place.township',
    required: true,
  },
  {
    header: '村',
    aliases: ['行政村', '村（社区）', '村(社区)', '村名称', '村（居）'],
    to: 'place.village',
    required: true,
  },
] as const satisfies readonly FormColumn[];

export const GROUP = {
  header: '自然村',
  aliases: ['村民小组', '村民组', '组', '自然村（组）', '自然村(村民小组)', '自然村名称'],
  to: 'place.group',
} as const satisfies FormColumn;

export const HEAD_NAME = {
  header: '户主姓名',
  aliases: ['户主'],
  to: 'echo.head_name',
} as const satisfies FormColumn;

export const HEAD_IDENTITY = {
  header: '户主证件号码',
  aliases: ['户主身份证号码', '户主身份证号'],
  to: 'echo.head_identity',
} as const satisfies FormColumn;
