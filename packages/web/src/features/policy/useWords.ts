import { useQuery } from '@tanstack/react-query';
import { listPolicyWords } from '@mingbai/core/api';
import { unitInEnglish } from '@mingbai/core';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.ts';
import { useLanguage } from '../../i18n/useLanguage.ts';

/** What policy says, in the language of the page; where it has no English the Chinese stands. */
export interface PolicyWords {
  /** Of a fact, a decision or an entry. */
  readonly name: (zh: string) => string;
  /** Of a text that a decision tests for or answers; yes and no are answered as texts here and there. */
  readonly value: (zh: string) => string;
  readonly unit: (zh: string) => string;
}

export function useWords(): PolicyWords {
  const { t } = useTranslation();
  const english = useLanguage() === 'en';
  const { data } = useQuery({
    queryKey: ['policy-words'],
    queryFn: ({ signal }) => call(listPolicyWords, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
    enabled: english,
  });
  const same = (zh: string) => zh;
  if (!english) return { name: same, value: same, unit: same };
  const answers: Readonly<Record<string, string>> = { 是: t('policy.yes'), 否: t('policy.no') };
  return {
    name: (zh) => data?.names[zh] ?? zh,
    value: (zh) => answers[zh] ?? data?.values[zh] ?? zh,
    unit: (zh) => unitInEnglish(zh) ?? zh,
  };
}
