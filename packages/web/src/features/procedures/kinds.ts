import type { Procedure } from '@mingbai/core';
import type { TFunction } from 'i18next';

/** Procedures as offices think of them, each kind with what is done most often first. */
export const KINDS = {
  monitoring: ['monitoring', 'risk-removal', 'return-to-poverty', 'green-channel'],
  standing: ['household-exit', 'identification', 'village-exit', 'county-exit', 'list-recheck'],
  household: ['change-account', 'change-measures', 'change-responsible', 'change-split', 'change-merge'],
  members: [
    'change-birth',
    'change-death',
    'change-marriage-in',
    'change-marriage-out',
    'change-move-in',
    'change-move-out',
    'change-army',
    'change-return',
    'change-adoption',
    'change-prison',
    'change-released',
    'change-lost',
    'change-abroad',
    'change-other-out',
  ],
  mistakes: ['change-mistake', 'correct-identification', 'correct-exit'],
} as const;

type Named = Pick<Procedure, 'id' | 'zh' | 'en'>;
interface Kind {
  readonly label: string;
  readonly options: { readonly value: string; readonly label: string }[];
}

/** What a choice of procedures offers, kind by kind; one that nobody has put into a kind stands at the end. */
export function procedureOptions(procedures: readonly Named[], language: 'zh' | 'en', t: TFunction): Kind[] {
  const known = new Set<string>(Object.values(KINDS).flat());
  const option = (one: Named) => ({ value: one.id, label: one[language] });
  const kinds = Object.entries(KINDS).map(([kind, ids]) => ({
    label: t(`procedures.kind.${kind as keyof typeof KINDS}`),
    options: ids.flatMap((id) => procedures.filter((one) => one.id === id).map(option)),
  }));
  const other = procedures.filter(({ id }) => !known.has(id)).map(option);
  return [...kinds, { label: t('procedures.kind.other'), options: other }].filter(
    ({ options }) => options.length > 0,
  );
}
