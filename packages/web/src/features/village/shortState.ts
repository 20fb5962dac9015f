import type { Language } from '../../format/values.ts';
import { codeLabel } from '../../register/labels.ts';

const SHORT_EN: Readonly<Record<string, string>> = {
  poor: 'Poor',
  expected: 'Expected out',
  exited: 'Out',
  returned: 'Returned',
};

/** A state in a word that fits on a tile; the Chinese labels already do. */
export function shortState(code: string | null, language: Language): string {
  if (code === null) return '';
  return (
    (language === 'en' ? SHORT_EN[code] : undefined) ?? codeLabel('household.exit_state', code, language)
  );
}
