import type { TFunction } from 'i18next';
import { expect, test } from 'vitest';
import { procedureOptions } from './kinds.ts';

const named = (id: string) => ({ id, zh: id, en: id });
const t = ((key: string) => key) as TFunction;

test('kind by kind, the most used first; a procedure of the county’s own is not lost', () => {
  const shown = procedureOptions(
    ['change-abroad', 'change-birth', 'household-exit', 'our-own'].map(named),
    'zh',
    t,
  );
  expect(shown.map(({ label, options }) => [label, options.map(({ value }) => value)])).toEqual([
    ['procedures.kind.standing', ['household-exit']],
    ['procedures.kind.members', ['change-birth', 'change-abroad']],
    ['procedures.kind.other', ['our-own']],
  ]);
});
