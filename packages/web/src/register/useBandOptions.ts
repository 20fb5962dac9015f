import { AGE_BANDS, GUARANTEE_ITEMS, INCOME_BANDS, SIZE_BANDS } from '@mingbai/core/api';
import { ageLabel, guaranteeLabel, incomeLabel, sizeLabel } from './bands.ts';
import { useLanguage } from '../i18n/useLanguage.ts';
import type { Language } from '../format/values.ts';

/** The choices of the filters that are computed, not stored: their codes with the words for them. */
export function useBandOptions() {
  const language = useLanguage();
  const options = (codes: readonly string[], label: (code: string, language: Language) => string) =>
    codes.map((code) => ({ value: code, label: label(code, language) }));
  return {
    income_band: options(INCOME_BANDS, incomeLabel),
    size: options(SIZE_BANDS, sizeLabel),
    guarantee: options(
      GUARANTEE_ITEMS.map(({ item }) => item),
      guaranteeLabel,
    ),
    age_band: options(AGE_BANDS, ageLabel),
  };
}
