/** The names that exports use; all others stay as they are written. */
const NAMED: Readonly<Record<string, string>> = {
  nbsp: '\u00a0',
  lt: '<',
  gt: '>',
  amp: '&',
  quot: '"',
  apos: "'",
  middot: '·',
  bull: '•',
  hellip: '…',
  mdash: '—',
  ndash: '–',
  ldquo: '“',
  rdquo: '”',
  lsquo: '‘',
  rsquo: '’',
  ensp: ' ',
  emsp: ' ',
  thinsp: ' ',
  times: '×',
  yen: '¥',
  deg: '°',
  plusmn: '±',
  sup2: '²',
  sup3: '³',
};
const REFERENCE = /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|([a-z]{2,6}\d?))(?:;|(?![a-z0-9]))/gi;

/** Character data of a page: references resolved, white space as one space, nothing that no text can hold. */
export function pageText(raw: string): string {
  const spaced = raw.replace(/[\t\n\f\r ]+/g, ' ');
  const text = spaced.includes('&') ? spaced.replace(REFERENCE, resolved) : spaced;
  return text.includes('\0') ? text.replaceAll('\0', '') : text;
}

function resolved(whole: string, hex?: string, decimal?: string, name?: string): string {
  if (name !== undefined) return NAMED[name] ?? NAMED[name.toLowerCase()] ?? whole;
  const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
  const valid = code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff);
  return valid ? String.fromCodePoint(code) : '\ufffd';
}
