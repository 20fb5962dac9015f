/** How a number format shows a number. */
export type NumberShow =
  | { readonly as: 'number' }
  /** `00000`: at least so many digits; `"41152500"000000`: those of the format stand before them. */
  | { readonly as: 'padded'; readonly digits: number; readonly before?: string }
  | { readonly as: 'date'; readonly date: boolean; readonly time: boolean };

export const PLAIN: NumberShow = { as: 'number' };
const DATE: NumberShow = { as: 'date', date: true, time: false };
const TIME: NumberShow = { as: 'date', date: false, time: true };
const BOTH: NumberShow = { as: 'date', date: true, time: true };

/** Formats that have a number and no code, or one that depends on the language (ECMA-376 part 1, 18.8.30, zh-cn). */
export function builtInShow(id: number): NumberShow {
  if (id >= 14 && id <= 17) return DATE;
  if (id >= 18 && id <= 21) return TIME;
  if (id === 22) return BOTH;
  if ((id >= 27 && id <= 31) || id === 36 || (id >= 50 && id <= 54) || id === 57 || id === 58) return DATE;
  if ((id >= 32 && id <= 35) || id === 55 || id === 56) return TIME;
  return id === 45 || id === 47 ? TIME : PLAIN;
}

/** Text with a digit in it before a whole number: a clerk types 1 and sees 41152500000001. */
const BEFORE = /^(?:\[[^\]]*\])*((?:"[^";]*"|\\.)+)(0+|#|general|g\/通用格式)_?\s?$/i;

/** Reads a format code. Elapsed time (`[h]:mm`) is a duration, so it stays a number. */
export function showOfFormat(code: string): NumberShow {
  const [, literal = '', places = ''] = BEFORE.exec(code.split(';', 1)[0] ?? '') ?? [];
  const before = literal.replace(/"|\\(.)/g, '$1');
  if (/\d/.test(before)) return { as: 'padded', digits: places.startsWith('0') ? places.length : 1, before };
  const bare = code.replace(/"[^"]*"?|\\.|[_*]./g, '');
  const section = bare.split(';', 1)[0] ?? '';
  if (/\[(h+|m+|s+)\]/i.test(section)) return PLAIN;
  const letters = section.replace(/\[[^\]]*\]/g, '');
  if (/^0{2,}$/.test(letters)) return { as: 'padded', digits: letters.length };
  if (/general|通用格式/i.test(letters) || /[#?0]/.test(letters.replace(/s\.0+/gi, 's'))) return PLAIN;
  const time = /[hs时秒]|am\/pm|上午/i.test(letters);
  const date = /[yde年日]|aaa/i.test(letters) || (!time && /[m月]/i.test(letters));
  return date || time ? { as: 'date', date, time } : PLAIN;
}
