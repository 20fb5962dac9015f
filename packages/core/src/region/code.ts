/**
 * Regions are the 12-digit statistical codes of five levels: 2 digits province, 2 city, 2 county,
 * 3 township, 3 village. A code's prefix is its ancestor; the rest is zeros. A region code is always a
 * string of twelve digits outside the database (there it is a bigint, so that a scope is a range).
 */
export type RegionCode = string & { readonly __brand: 'RegionCode' };
export type RegionLevel = 'country' | 'province' | 'city' | 'county' | 'township' | 'village';

/** How many leading digits say something at each level. */
const DIGITS: Record<RegionLevel, number> = {
  country: 0,
  province: 2,
  city: 4,
  county: 6,
  township: 9,
  village: 12,
};
const LEVELS = Object.keys(DIGITS) as RegionLevel[];

/** The whole country: every code lies under it. */
export const COUNTRY = '000000000000' as RegionCode;

/** Reads a code of 2, 4, 6, 9 or 12 digits; undefined when it is none. */
export function findRegionCode(text: string): RegionCode | undefined {
  return /^(\d{2}|\d{4}|\d{6}|\d{9}|\d{12})$/.test(text) ? (text.padEnd(12, '0') as RegionCode) : undefined;
}

/** As `findRegionCode`, but throws a RangeError: for codes that our own code writes. */
export function regionCode(text: string): RegionCode {
  const code = findRegionCode(text);
  if (code === undefined) throw new RangeError(`not a region code: ${text}`);
  return code;
}

export function levelOf(code: RegionCode): RegionLevel {
  const digits = code.replace(/0+$/, '').length;
  return LEVELS.find((level) => DIGITS[level] >= digits) ?? 'village';
}

export function ancestorAt(code: RegionCode, level: RegionLevel): RegionCode {
  return code.slice(0, DIGITS[level]).padEnd(12, '0') as RegionCode;
}

export function parentOf(code: RegionCode): RegionCode | undefined {
  const level = levelOf(code);
  const above = LEVELS[LEVELS.indexOf(level) - 1];
  return above === undefined ? undefined : ancestorAt(code, above);
}

/** From the province down to the code itself. */
export function pathOf(code: RegionCode): RegionCode[] {
  const depth = LEVELS.indexOf(levelOf(code));
  return LEVELS.slice(1, depth + 1).map((level) => ancestorAt(code, level));
}

/** The inclusive range of codes in a region: what row-level security compares with. */
export function scopeOf(code: RegionCode): { low: RegionCode; high: RegionCode } {
  const head = code.slice(0, DIGITS[levelOf(code)]);
  return { low: code, high: head.padEnd(12, '9') as RegionCode };
}

export function isWithin(code: RegionCode, scope: RegionCode): boolean {
  const { low, high } = scopeOf(scope);
  return code >= low && code <= high;
}

/** Six digits: the key by which the register is partitioned. */
export function countyOf(code: RegionCode): string {
  return code.slice(0, 6);
}
