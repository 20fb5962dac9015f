/** Anything a cell can hold that a clean value does not: inner or outer space, zero width, full width, apostrophe. */
const ODD = /[\s\u200b-\u200f\u2060\uff01-\uff5e]|^['‘’`]/;
const ZERO_WIDTH = /[\u200b-\u200f\u2060\ufeff]/g;
const FULL_WIDTH = /[\uff01-\uff5e]/g;
const FULL_WIDTH_ALNUM = /[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]/g;
const BETWEEN_HAN = /(?<=[\p{Script=Han}·])\s+(?=[\p{Script=Han}·])/gu;

/** True when nothing has to be cleaned: the usual case, decided by one scan. */
export function isPlain(text: string): boolean {
  return !ODD.test(text);
}

/** Outer space of any kind, zero-width characters, and the apostrophe that forces text in a spreadsheet. */
export function trimCell(text: string): string {
  return text
    .replace(ZERO_WIDTH, '')
    .trim()
    .replace(/^(?:['‘’`]\s*)+/, '');
}

/** ０–９ Ａ–ｚ and full-width punctuation to ASCII: for numbers, codes, identities. */
export function halfWidth(text: string): string {
  return text.replace(FULL_WIDTH, shrink).replaceAll('\u3000', ' ');
}

/** Letters and digits only: in prose a full-width comma or bracket is correct Chinese. */
export function halfWidthAlnum(text: string): string {
  return text.replace(FULL_WIDTH_ALNUM, shrink);
}

export function withoutSpaces(text: string): string {
  return text.replace(/\s+/g, '');
}

/** A name of two characters is spaced out for looks: 张 三 is 张三. Spaces between Latin words stay. */
export function closeName(text: string): string {
  return text.replace(BETWEEN_HAN, '');
}

/** The dot within names of minorities, whichever of the many was typed: 阿卜杜拉•买买提. */
const DOTS = /(?<=\p{Script=Han})[•・．‧﹒∙⋅.](?=\p{Script=Han})/gu;

export function oneDot(name: string): string {
  return name.replace(DOTS, '·');
}

function shrink(character: string): string {
  return String.fromCharCode(character.charCodeAt(0) - 0xfee0);
}
