/** As people type numbers: full-width digits, blanks and thousands marks among them, 元 behind. */
function plain(text: string): string {
  return text.normalize('NFKC').replaceAll(/[\s,]/g, '').replace(/元$/, '');
}

/** The number that was typed, or the text when it is none: the server says what is wanted. */
export function typedNumber(text: string): number | string {
  const number = plain(text);
  return /^-?\d{1,13}(?:\.\d{1,4})?$/.test(number) ? Number(number) : text;
}

/** The same as text, digit by digit: fields of the dictionary keep their decimals so, and none is rounded. */
export function typedDecimal(text: string): string {
  const number = plain(text);
  return /^-?\d{1,12}(?:\.\d{1,4})?$/.test(number) ? number : text;
}

/** Yuan with at most two decimals in fen, digit by digit; undefined: no amount. */
export function fenOf(text: string): number | undefined {
  const [, whole, part = ''] = /^(\d{1,12})(?:\.(\d{1,2}))?$/.exec(plain(text)) ?? [];
  return whole === undefined ? undefined : Number(whole + part.padEnd(2, '0'));
}
