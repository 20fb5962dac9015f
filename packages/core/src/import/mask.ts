import { findRegionCode } from '../region/code.ts';

/** `4115**********1234`: length and both ends stay, so that people can tell two apart. Short numbers keep less. */
export function maskIdentity(text: string): string {
  return keepEnds(text, 4, 4);
}

/** `138****5678`. */
export function maskPhone(text: string): string {
  return keepEnds(text, 3, 4);
}

/** `6217***********1234`. */
export function maskAccount(text: string): string {
  return keepEnds(text, 4, 4);
}

/** For samples of columns we do not know: digits behind the first two and all but the first Han character go. */
export function maskSample(text: string): string {
  if (/\d{6,}/.test(text)) return keepEnds(text, 2, 2);
  return /^[\p{Script=Han}·]{2,4}$/u.test(text)
    ? text.slice(0, 1) + '*'.repeat(text.length - 1)
    : text.slice(0, 20);
}

/** For samples of a column of places, which may hold something else all the same: long digits that are no code go. */
export function maskPlace(text: string): string {
  if (findRegionCode(text) !== undefined) return text;
  return /\d{6,}/.test(text) ? keepEnds(text, 2, 2) : text.slice(0, 20);
}

function keepEnds(text: string, head: number, tail: number): string {
  if (text.length <= head + tail) return '*'.repeat(text.length);
  return text.slice(0, head) + '*'.repeat(text.length - head - tail) + text.slice(text.length - tail);
}
