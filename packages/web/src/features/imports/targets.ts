import { findField, nounOf, type Form } from '@mingbai/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Language } from '../../format/values.ts';
import { useLanguage } from '../../i18n/useLanguage.ts';

/** Columns of a form that are no fields: where the row is, and what is only compared (`Place`, `Echo`). */
const OTHER_TARGETS: Readonly<Record<string, { readonly zh: string; readonly en: string }>> = {
  'place.province': { zh: '省', en: 'Province' },
  'place.city': { zh: '市', en: 'City' },
  'place.county': { zh: '县', en: 'County' },
  'place.township': { zh: '乡镇', en: 'Township' },
  'place.village': { zh: '行政村', en: 'Village' },
  'place.group': { zh: '自然村（组）', en: 'Group' },
  'echo.head_name': { zh: '户主姓名（只核对）', en: 'Name of the head (only compared)' },
  'echo.head_identity': { zh: '户主证件号码（只核对）', en: 'ID of the head (only compared)' },
  'echo.head_no': { zh: '户主编号（只核对）', en: 'Number of the head (only compared)' },
  'echo.year': { zh: '年度', en: 'Year' },
  'echo.month': { zh: '月份', en: 'Month' },
  'echo.ignored': { zh: '不导入', en: 'Not imported' },
  ignore: { zh: '不导入', en: 'Not imported' },
  'household.region': { zh: '行政村', en: 'Village' },
  'person.region': { zh: '行政村', en: 'Village' },
  'household.village_group': { zh: '自然村（组）', en: 'Group' },
  'echo.members': { zh: '人数（只核对）', en: 'Number of members (only compared)' },
};

export function targetLabel(to: string, language: Language): string {
  return findField(to)?.[language] ?? OTHER_TARGETS[to]?.[language] ?? to;
}

/**
 * Where an unknown column of a sheet can go: the columns of its form that the sheet does not have yet, by noun; what
 * the header resembles stands first.
 */
export function useTargets(form: Form | undefined, taken: readonly (string | null)[]) {
  const { t } = useTranslation();
  const language = useLanguage();
  return useMemo(() => {
    const used = new Set(taken);
    const free = [...new Set((form?.columns ?? []).map(({ to }) => to as string))].filter(
      (to) => to !== 'echo.ignored' && !used.has(to),
    );
    const groups = new Map<string, { value: string; label: string }[]>();
    for (const to of free) {
      const field = findField(to);
      const group = field === undefined ? t('mapping.places') : t(`noun.${nounOf(field) as 'person'}`);
      groups.set(group, [...(groups.get(group) ?? []), { value: to, label: targetLabel(to, language) }]);
    }
    return {
      optionsFor: (suggestions: readonly string[]) => {
        const near = suggestions.filter((to) => free.includes(to));
        const rest = [...groups].map(([label, options]) => ({
          label,
          options: options.filter((option) => !near.includes(option.value)),
        }));
        rest.push({ label: '', options: [{ value: 'ignore', label: targetLabel('ignore', language) }] });
        if (near.length === 0) return rest;
        const first = near.map((value) => ({ value, label: targetLabel(value, language) }));
        return [{ label: t('mapping.near'), options: first }, ...rest];
      },
    };
  }, [t, language, form, taken]);
}
