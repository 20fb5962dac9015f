import { findField, nounOf, OTHER_TARGETS, type Form } from '@mingbai/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Language } from '../../format/values.ts';
import { useLanguage } from '../../i18n/useLanguage.ts';

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
