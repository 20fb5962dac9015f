import { refusal } from '../refusal.ts';

const NAMED: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/** Character data as text: the five named entities and character references; line ends as XML wants them. */
export function decodeXml(bytes: Buffer, start: number, end: number): string {
  const raw = bytes.toString('utf8', start, end);
  const text = raw.includes('\r') ? raw.replace(/\r\n?/g, '\n') : raw;
  return text.includes('&') ? text.replace(/&([^;&]{0,12};)?/g, entity) : text;
}

function entity(whole: string, body: string | undefined): string {
  const name = body?.slice(0, -1) ?? '';
  const named = NAMED[name];
  if (named !== undefined) return named;
  const digits = /^#(?:x([0-9a-f]{1,6})|([0-9]{1,7}))$/i.exec(name);
  const code =
    digits === null
      ? Number.NaN
      : Number.parseInt(digits[1] ?? digits[2] ?? '', digits[1] === undefined ? 10 : 16);
  const character = code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff);
  if (!character) throw refusal('xml-malformed', { part: whole.slice(0, 20) });
  return String.fromCodePoint(code);
}

/** `_x000D_` is how OOXML writes characters that XML cannot hold (ECMA-376 part 1, 22.9.2.19); `_x005F_` is `_`. What no text can hold is left out. */
export function unescapeOoxml(text: string): string {
  if (!text.includes('_x')) return text;
  return text
    .replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    .replaceAll('\0', '')
    .replaceAll(/[\ud800-\udfff]/gu, '\ufffd');
}
