import type { NumberShow } from './date-format.ts';

export interface ShownNumber {
  readonly kind: 'n' | 'd' | 't';
  readonly text: string;
}

/** A stored number as the sheet shows it; `raw` is the text in the file. */
export function showNumber(raw: string, show: NumberShow, date1904: boolean): ShownNumber {
  if (show.as === 'date') {
    const text = dateText(Number(raw), show.date, show.time, date1904);
    if (text !== undefined) return { kind: 'd', text };
  }
  const text = plainNumber(raw);
  if (show.as !== 'padded' || !/^\d+$/.test(text)) return { kind: 'n', text };
  const padded = text.padStart(show.digits, '0');
  return show.before === undefined ? { kind: 'n', text: padded } : { kind: 't', text: show.before + padded };
}

/**
 * Digits as stored. Only noise beyond the 15 digits a spreadsheet shows is rounded off (0.30000000000000004), and
 * small exponents are written out; whole numbers of any length, and what has lost digits to an exponent, stay.
 */
export function plainNumber(raw: string): string {
  if (raw.length <= 16 && !/[eE]/.test(raw)) return raw;
  if (!/^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(raw) || /^[+-]?\d+$/.test(raw)) return raw;
  const value = Number(raw);
  if (Math.abs(value) >= 1e15) return raw;
  const rounded = value.toPrecision(15);
  return rounded.includes('e') ? writtenOut(rounded) : rounded.replace(/\.?0+$/, '');
}

function writtenOut(rounded: string): string {
  const [mantissa = '', exponent = '0'] = rounded.split('e');
  const digits = mantissa.replace(/[-.]/g, '').replace(/0+$/, '');
  const sign = mantissa.startsWith('-') ? '-' : '';
  const shift = -Number(exponent);
  // toPrecision uses an exponent below 1e-6 only here; past 30 places nobody reads a fraction written out.
  return shift > 30 ? `${sign}${digits[0] ?? '0'}E-${shift}` : `${sign}0.${'0'.repeat(shift - 1)}${digits}`;
}

const DAY_SECONDS = 86_400;
/** Serial of 9999-12-31. */
const LAST_DAY = 2_958_465;

/**
 * A serial day number as ISO text, or undefined when no date is shown for it (negative, day 0, past 9999).
 * In the 1900 system serial 60 is 29 February 1900, which never was: spreadsheets show it all the same.
 */
function dateText(serial: number, date: boolean, time: boolean, date1904: boolean): string | undefined {
  if (!(serial >= 0) || serial >= LAST_DAY + 1) return undefined;
  let days = Math.floor(serial);
  let seconds = time ? Math.round((serial - days) * DAY_SECONDS) : 0;
  if (seconds === DAY_SECONDS) {
    days += 1;
    seconds = 0;
  }
  if (days === 0 && !date) return clock(seconds);
  if (days === 0 && !date1904) return undefined;
  const day = isoDay(days, date1904);
  return time && (seconds > 0 || !date) ? `${day}T${clock(seconds)}` : day;
}

function clock(seconds: number): string {
  return `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}

const recent = new Map<number, string>();

function isoDay(days: number, date1904: boolean): string {
  if (!date1904 && days === 60) return '1900-02-29';
  const sinceEpoch = date1904 ? days - 24_107 : days - (days > 60 ? 25_569 : 25_568);
  const known = recent.get(sinceEpoch);
  if (known !== undefined) return known;
  const text = new Date(sinceEpoch * DAY_SECONDS * 1000).toISOString().slice(0, 10);
  if (recent.size > 50_000) recent.clear();
  recent.set(sinceEpoch, text);
  return text;
}

function two(value: number): string {
  return value < 10 ? `0${value}` : String(value);
}
