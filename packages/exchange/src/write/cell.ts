import { cellText } from './xml.ts';
import { type StyleName, type StyleTable } from './styles.ts';
import { dateSerial } from './serial.ts';

/**
 * What a cell can hold. A string is always a text cell with number format `@`: 18 digits stay, and a text
 * beginning with `=` is no formula. `null`, `undefined` and '' leave the cell out.
 */
export type CellValue = string | number | boolean | null | undefined | SpecialCell;

export type SpecialCell =
  /** Calendar date or date and time without a zone: `2019-03-01`, `2019-03-01T08:30:00`. */
  | { readonly date: string }
  /** A number whose digits are written as given, past what a float can hold. */
  | { readonly digits: string; readonly style?: StyleName }
  /** Text in another style than plain; '' keeps the style. */
  | { readonly text: string; readonly style: StyleName }
  /** Without the `=`; without `value` the formula has no cached result. */
  | { readonly formula: string; readonly value?: string | number | boolean }
  /** `#N/A`, `#REF!`, … */
  | { readonly error: string };

/** Excel refuses a file with a longer text; it is cut there and ends in `…`. */
const LONGEST_TEXT = 32_767;

const EMPTY = '';

/** `reference` is `A1`; `plain` is the style a text gets: `text`, or `header` on the header row. */
export function cellXml(value: CellValue, reference: string, styles: StyleTable, plain: StyleName): string {
  if (typeof value === 'string') return value === '' ? EMPTY : textXml(value, reference, styles[plain]);
  if (typeof value === 'number') return numberXml(value, reference, plain === 'header' ? styles.header : 0);
  if (typeof value === 'boolean') return `<c r="${reference}" t="b"><v>${value ? 1 : 0}</v></c>`;
  if (value === null || value === undefined) return EMPTY;
  if ('date' in value) return dateXml(value.date, reference, styles);
  if ('digits' in value)
    return `<c r="${reference}"${styleXml(value.style, styles)}><v>${cellText(value.digits)}</v></c>`;
  if ('text' in value) {
    const style = styles[value.style];
    return value.text === '' ? `<c r="${reference}" s="${style}"/>` : textXml(value.text, reference, style);
  }
  if ('error' in value) return `<c r="${reference}" t="e"><v>${cellText(value.error)}</v></c>`;
  return formulaXml(value.formula, value.value, reference);
}

function textXml(text: string, reference: string, style: number): string {
  const whole = text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT - 1)}…` : text;
  const first = whole.charCodeAt(0);
  const last = whole.charCodeAt(whole.length - 1);
  const space = first <= 32 || last <= 32 || whole.includes('\n') ? ' xml:space="preserve"' : '';
  return `<c r="${reference}" s="${style}" t="inlineStr"><is><t${space}>${cellText(whole)}</t></is></c>`;
}

function numberXml(value: number, reference: string, style: number): string {
  if (!Number.isFinite(value)) return `<c r="${reference}" t="e"><v>#NUM!</v></c>`;
  return style === 0
    ? `<c r="${reference}"><v>${value}</v></c>`
    : `<c r="${reference}" s="${style}"><v>${value}</v></c>`;
}

function dateXml(date: string, reference: string, styles: StyleTable): string {
  const serial = dateSerial(date);
  if (serial === undefined) return textXml(date, reference, styles.text);
  return `<c r="${reference}" s="${date.includes('T') ? styles.time : styles.date}"><v>${serial}</v></c>`;
}

function formulaXml(
  formula: string,
  value: string | number | boolean | undefined,
  reference: string,
): string {
  const f = `<f>${cellText(formula)}</f>`;
  if (value === undefined) return `<c r="${reference}">${f}</c>`;
  if (typeof value === 'number') return `<c r="${reference}">${f}<v>${value}</v></c>`;
  if (typeof value === 'boolean') return `<c r="${reference}" t="b">${f}<v>${value ? 1 : 0}</v></c>`;
  return `<c r="${reference}" t="str">${f}<v>${cellText(value)}</v></c>`;
}

function styleXml(style: StyleName | undefined, styles: StyleTable): string {
  return style === undefined ? '' : ` s="${styles[style]}"`;
}
