import { FIELDS, findField, nounOf } from '@mingbai/core';
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
  'echo.members': { zh: '人数（只核对）', en: 'Number of members (only compared)' },
};

export function targetLabel(to: string, language: Language): string {
  return findField(to)?.[language] ?? OTHER_TARGETS[to]?.[language] ?? to;
}

/** Where a column can go, by noun; what the header resembles stands first. */
export function useTargets() {
  const { t } = useTranslation();
  const language = useLanguage();
  return useMemo(() => {
    const nouns = new Map<string, { value: string; label: string }[]>();
    for (const field of FIELDS) {
      const noun = nounOf(field);
      nouns.set(noun, [...(nouns.get(noun) ?? []), { value: field.key, label: field[language] }]);
    }
    const groups = [
      {
        label: t('mapping.places'),
        options: Object.entries(OTHER_TARGETS).map(([value, text]) => ({ value, label: text[language] })),
      },
      ...[...nouns].map(([noun, options]) => ({ label: t(`noun.${noun as 'person'}`), options })),
    ];
    return {
      optionsFor: (suggestions: readonly string[]) => {
        if (suggestions.length === 0) return groups;
        const near = new Set(suggestions);
        return [
          {
            label: t('mapping.near'),
            options: suggestions.map((value) => ({ value, label: targetLabel(value, language) })),
          },
          ...groups.map((group) => ({
            ...group,
            options: group.options.filter((option) => !near.has(option.value)),
          })),
        ];
      },
    };
  }, [t, language]);
}
