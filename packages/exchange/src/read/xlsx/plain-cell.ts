import { NO_SHORTCUT } from '../xml/scanner.ts';

const LOWER_C = 99;
const LOWER_R = 114;
const LOWER_S = 115;
const LOWER_T = 116;
const LOWER_V = 118;
const SPACE = 32;
const QUOTE = 34;
const SLASH = 47;
const DIGIT_0 = 48;
const DIGIT_9 = 57;
const LT = 60;
const EQUALS = 61;
const GT = 62;
const AMPERSAND = 38;
const UNDERSCORE = 95;
const CARRIAGE_RETURN = 13;
const UPPER_A = 65;
const UPPER_Z = 90;
/** Columns A to XFD. */
const MAX_COLUMN = 16_384;
const INLINE = Buffer.from('inlineStr');
const BEFORE_TEXT = Buffer.from('><is><t>');
const AFTER_TEXT = Buffer.from('</t></is></c>');
const END_LENGTH = '</v></c>'.length;

/**
 * A whole cell at once when it is written the way spreadsheets and exports write nearly all of theirs: whole numbers
 * and shared strings, `<c r="B7" s="1" t="s"><v>12</v></c>`, or its text, `<c t="inlineStr"><is><t>是</t></is></c>`, with
 * nothing in it to be resolved. The fields hold the last match.
 */
export class PlainCell {
  column = 0;
  style = 0;
  shared = false;
  inline = false;
  empty = false;
  /** The digits or the text, as bytes; the digits also as a number (exact up to 15 digits; an index of shared strings is). */
  start = 0;
  end = 0;
  value = 0;
  /** How many digits the row's number has, while it is that of the row now read; 0: not known. */
  rowDigits = 0;

  /** Where the cell ends, or NO_SHORTCUT when it is anything else or the chunk cuts it. */
  match(bytes: Buffer, at: number, nextColumn: number): number {
    if (bytes[at + 1] !== LOWER_C || bytes[at + 2] !== SPACE) return NO_SHORTCUT;
    this.column = nextColumn;
    this.style = 0;
    this.shared = false;
    this.inline = false;
    let i = at + 2;
    while (bytes[i] === SPACE) {
      i = this.#attribute(bytes, i + 1);
      if (i === NO_SHORTCUT) return NO_SHORTCUT;
    }
    this.empty = bytes[i] === SLASH && bytes[i + 1] === GT;
    if (this.empty) return i + 2;
    if (this.inline) return this.#text(bytes, i);
    if (bytes[i] !== GT || bytes[i + 1] !== LT || bytes[i + 2] !== LOWER_V || bytes[i + 3] !== GT)
      return NO_SHORTCUT;
    this.start = i + 4;
    let value = 0;
    for (i = this.start; bytes[i]! >= DIGIT_0 && bytes[i]! <= DIGIT_9; i++)
      value = value * 10 + bytes[i]! - DIGIT_0;
    if (i === this.start) return NO_SHORTCUT;
    this.end = i;
    this.value = value;
    return endsHere(bytes, i) ? i + END_LENGTH : NO_SHORTCUT;
  }

  /** Past the quote after the reference that comes next, `AB12"`; what its digits are is the row's to say. */
  #pastExpected(bytes: Buffer, at: number): number {
    const { column, rowDigits } = this;
    let i = at;
    if (column < 26) {
      if (bytes[i++] !== UPPER_A + column) return NO_SHORTCUT;
    } else if (column < 702) {
      if (bytes[i++] !== UPPER_A - 1 + Math.floor(column / 26)) return NO_SHORTCUT;
      if (bytes[i++] !== UPPER_A + (column % 26)) return NO_SHORTCUT;
    } else return NO_SHORTCUT;
    const first = bytes[i]!;
    i += rowDigits;
    return first >= DIGIT_0 && first <= DIGIT_9 && bytes[i] === QUOTE ? i + 1 : NO_SHORTCUT;
  }

  /** From the end of the opening tag; nothing that begins an entity, an escape of Excel's or a line end. */
  #text(bytes: Buffer, at: number): number {
    if (!holds(bytes, at, BEFORE_TEXT)) return NO_SHORTCUT;
    this.start = at + BEFORE_TEXT.length;
    let i = this.start;
    for (; i < bytes.length; i++) {
      const byte = bytes[i]!;
      if (byte === LT) break;
      if (byte === AMPERSAND || byte === UNDERSCORE || byte === CARRIAGE_RETURN) return NO_SHORTCUT;
    }
    this.end = i;
    return i > this.start && holds(bytes, i, AFTER_TEXT) ? i + AFTER_TEXT.length : NO_SHORTCUT;
  }

  /** Past the closing quote of `r="AB12"`, `s="3"` or `t="s"`. */
  #attribute(bytes: Buffer, at: number): number {
    if (bytes[at + 1] !== EQUALS || bytes[at + 2] !== QUOTE) return NO_SHORTCUT;
    const name = bytes[at];
    let i = at + 3;
    if (name === LOWER_R) {
      // Nearly always the cell after the last one: then its letters are known, and how many digits follow.
      const next = this.#pastExpected(bytes, i);
      if (next !== NO_SHORTCUT) return next;
      let column = 0;
      for (; bytes[i]! >= UPPER_A && bytes[i]! <= UPPER_Z && column <= MAX_COLUMN; i++) {
        column = column * 26 + bytes[i]! - UPPER_A + 1;
      }
      if (column === 0 || column > MAX_COLUMN) return NO_SHORTCUT;
      this.column = column - 1;
      while (bytes[i]! >= DIGIT_0 && bytes[i]! <= DIGIT_9) i++;
    } else if (name === LOWER_S) {
      let style = 0;
      for (; bytes[i]! >= DIGIT_0 && bytes[i]! <= DIGIT_9; i++) style = style * 10 + bytes[i]! - DIGIT_0;
      this.style = style;
    } else if (name === LOWER_T && holds(bytes, i, INLINE)) {
      this.inline = true;
      i += INLINE.length;
    } else if (name === LOWER_T && bytes[i] === LOWER_S) {
      this.shared = true;
      i += 1;
    } else {
      return NO_SHORTCUT;
    }
    return bytes[i] === QUOTE ? i + 1 : NO_SHORTCUT;
  }
}

/** Spelt out rather than looped over: it runs for every cell. */
function endsHere(bytes: Buffer, i: number): boolean {
  return (
    bytes[i] === LT &&
    bytes[i + 1] === SLASH &&
    bytes[i + 2] === LOWER_V &&
    bytes[i + 3] === GT &&
    bytes[i + 4] === LT &&
    bytes[i + 5] === SLASH &&
    bytes[i + 6] === LOWER_C &&
    bytes[i + 7] === GT
  );
}

function holds(bytes: Buffer, at: number, mark: Buffer): boolean {
  for (let i = 0; i < mark.length; i++) if (bytes[at + i] !== mark[i]) return false;
  return true;
}
