import { readBand } from '@mingbai/core/api';
import { count, type Language } from '../format/values.ts';
import { codeLabel, fieldLabel } from './labels.ts';

/** In filters and breakdowns of the server: there is no value. */
export const NO_VALUE = '-';

/** The words for what is computed, not stored; what is no band has no value. */
export function ageLabel(code: string, language: Language): string {
  const band = readBand(code);
  if (band === undefined) return none(language);
  const text = band.high === undefined ? `${band.low}+` : `${band.low}–${band.high}`;
  return language === 'zh' ? `${text} 岁` : text;
}

export function sizeLabel(code: string, language: Language): string {
  const band = readBand(code);
  if (band === undefined) return none(language);
  const text = band.high === undefined ? `${band.low}+` : String(band.low);
  return language === 'zh' ? `${text} 人` : text;
}

/** Yuan a head and year. */
export function incomeLabel(code: string, language: Language): string {
  const band = readBand(code);
  if (band === undefined) return none(language);
  if (band.high === undefined) return `≥ ${count(band.low)}`;
  return band.low === 0 ? `< ${count(band.high)}` : `${count(band.low)}–${count(band.high)}`;
}

const GUARANTEE_WORDS: Readonly<Record<string, { readonly zh: string; readonly en: string }>> = {
  food: { zh: '愁吃', en: 'Short of food' },
  clothing: { zh: '愁穿', en: 'Short of clothing' },
  dropout: { zh: '失学辍学', en: 'Child out of school' },
  uninsured: { zh: '未参加医保', en: 'Not insured' },
  unsafe_house: { zh: '危房', en: 'Unsafe house' },
  water_safe: { zh: '饮水不安全', en: 'Unsafe water' },
};

/** The problem behind an item of the guarantees, said as a problem. */
export function guaranteeLabel(item: string, language: Language): string {
  return GUARANTEE_WORDS[item]?.[language] ?? fieldLabel(`guarantee.${item}`, language);
}

/** The word under a bar: of a computed filter, or of a code of a dictionary field. */
export function shareLabel(field: string, code: string, language: Language): string {
  if (field === 'size') return sizeLabel(code, language);
  if (field === 'income_band') return incomeLabel(code, language);
  if (code === NO_VALUE) return none(language);
  return codeLabel(field, code, language);
}

export function none(language: Language): string {
  return language === 'zh' ? '未填' : 'Not given';
}
