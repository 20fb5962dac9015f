import { ethnicity } from '../dictionary/codes/ethnicity.ts';
import { halfWidth, trimCell, withoutSpaces } from './text.ts';

export const PLACE_LEVELS = ['province', 'city', 'county', 'township', 'village'] as const;
export type PlaceLevel = (typeof PLACE_LEVELS)[number];

/** A name without the word that says what kind of place it is: 奚家村村民委员会 and 奚家村 are both 奚家. */
export interface PlaceName {
  readonly full: string;
  readonly key: string;
  /** The last word taken off, as a class: a village committee and a residents' committee differ. */
  readonly kind: string;
}

const ENDINGS: Readonly<Record<PlaceLevel, RegExp>> = {
  province: /(?:维吾尔自治区|壮族自治区|回族自治区|自治区|特别行政区|省|市)$/,
  city: /(?:自治州|地区|盟|市|州)$/,
  county: /(?:自治县|自治旗|林区|特区|县|市|区|旗)$/,
  township: /(?:街道办事处|街道办|办事处|街道|人民政府|民族乡|民族镇|镇|乡|苏木|地区|管委会|管理委员会)$/,
  village: /(?:居民委员会|村民委员会|居委会|村委会|社区|行政村|村|居)$/,
};
/** 八堡彝族苗族乡 is written 八堡乡, 双江拉祜族佤族布朗族傣族自治县 双江: only a list tells where a name ends and a people begins. */
const ETHNIC = new RegExp(
  `(?:${ethnicity.codes.flatMap(({ zh }) => (zh.endsWith('族') ? [zh] : [])).join('|')}|各族)+$`,
  'u',
);

const CLASSES: readonly (readonly [RegExp, string])[] = [
  [/(?:居民委员会|居委会|社区|居)$/, '社区'],
  [/(?:村民委员会|村委会|行政村|村)$/, '村'],
  [/(?:街道办事处|街道办|办事处|街道)$/, '街道'],
  [/镇$/, '镇'],
  [/乡$/, '乡'],
  [/区$/, '区'],
  [/县$/, '县'],
  [/市$/, '市'],
];

export function readPlaceName(text: string, level: PlaceLevel): PlaceName {
  const full = withoutSpaces(halfWidth(trimCell(text)));
  const ending = ENDINGS[level];
  let key = full;
  for (
    let shorter = key.replace(ending, '');
    shorter !== key && shorter !== '';
    shorter = key.replace(ending, '')
  )
    key = shorter;
  const plain = level === 'village' ? key : key.replace(ETHNIC, '');
  return {
    full,
    key: plain.length > 1 ? plain : key,
    kind: CLASSES.find(([word]) => word.test(full))?.[1] ?? '',
  };
}
