import type { CaseRow } from '@mingbai/core/api';
import type { Tone } from '../../register/labels.ts';

const ENDS: Readonly<Record<NonNullable<CaseRow['ended']>, Tone>> = {
  done: 'green',
  refused: 'grey',
  withdrawn: 'grey',
};

/** Late is red, what waits is amber, what ended says how. */
export function caseTone({ ended, late }: Pick<CaseRow, 'ended' | 'late'>): Tone {
  if (ended !== null) return ENDS[ended];
  return late ? 'red' : 'amber';
}
