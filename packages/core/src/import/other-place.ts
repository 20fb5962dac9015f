import type { Words } from './fault.ts';

const KIND = {
  province: { zh: '省', en: 'province' },
  city: { zh: '市', en: 'city' },
  county: { zh: '县', en: 'county' },
} as const;
/** Districts of one name there are dozens of. */
const TOLD = 3;

/** A `PlaceResult` that says so. */
interface ElsewhereResult {
  readonly region: null;
  readonly level: keyof typeof KIND;
  readonly rule: 'place-elsewhere';
  readonly expected: Words;
}

/** A real place of the country that is not the register's: told by its code, with what the register is of beside it. `codes` of any length. */
export function anotherPlace(
  level: keyof typeof KIND,
  codes: readonly string[],
  own: Exclude<Words, string>,
): ElsewhereResult {
  const six = [...new Set(codes.map((code) => code.slice(0, 6).padEnd(6, '0')))];
  const which = six.slice(0, TOLD).join(' / ') + (six.length > TOLD ? ' …' : '');
  const { zh, en } = KIND[level];
  const expected = { zh: `${zh}（${which}），${own.zh}`, en: `${en} (${which}); ${own.en}` };
  return { region: null, level, rule: 'place-elsewhere', expected };
}
