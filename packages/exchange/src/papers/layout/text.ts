import type { Face } from '../font/face.ts';

/** A run of glyphs to be drawn as it stands. */
export interface SetText {
  readonly glyphs: readonly number[];
  readonly codes: readonly number[];
  readonly size: number;
  /** Points. */
  readonly width: number;
}

export interface Line extends SetText {
  /** The paragraph goes on: the line may be drawn out to the full width. */
  readonly goesOn: boolean;
}

/** No line begins with these, none ends with those (GB/T 15834). */
const NOT_FIRST = codes('，。、；：？！）》】〕」』”’％%,.;:?!)]}…—·～');
const NOT_LAST = codes('（《【〔「『“‘([{￥¥');
const SPACE = 0x20;
/** Ruled for a hand: not broken in two. */
const BLANK = 0xff3f;
/** Marks that choose a shape or join, and the mark of byte order: nothing of their own is drawn. */
const UNSEEN = /\p{Cc}|\p{Cf}|\p{Variation_Selector}/u;

/** Sets text in the face of a document, and remembers the characters that it has not. */
export class TextSetter {
  /** Characters without a glyph, with how often they stood. */
  readonly missing = new Map<string, number>();

  constructor(private readonly face: Face) {}

  /** In one line, however long. */
  set(text: string, size: number): SetText {
    return this.join(this.unitsOf(text, size), size);
  }

  /** Broken to a width; `indent` (points) shortens the first line of each paragraph. */
  lines(text: string, size: number, width: number, indent = 0): Line[] {
    return text.split('\n').flatMap((paragraph) => this.paragraph(paragraph, size, width, indent));
  }

  private paragraph(text: string, size: number, width: number, indent: number): Line[] {
    const lines: Line[] = [];
    let line: Unit[] = [];
    let used = indent;
    const put = (units: Unit[], goesOn: boolean): void => {
      while (goesOn && units.at(-1)?.codes[0] === SPACE) units.pop();
      lines.push({ ...this.join(units, size), goesOn });
    };
    for (const unit of this.unitsOf(text, size).flatMap((one) => split(one, width))) {
      if (used + unit.width > width + 0.01 && line.length > 0 && unit.codes[0] !== SPACE) {
        const carried = carry(line, unit);
        put(line, true);
        line = carried;
        used = widthOf(carried);
      }
      if (line.length === 0 && lines.length > 0 && unit.codes[0] === SPACE) continue;
      line.push(unit);
      used += unit.width;
    }
    put(line, false);
    return lines;
  }

  private join(units: readonly Unit[], size: number): SetText {
    return {
      glyphs: units.flatMap(({ glyphs }) => glyphs),
      codes: units.flatMap(({ codes: own }) => own),
      size,
      width: widthOf(units),
    };
  }

  /** What is not broken: one ideograph or mark, a word of other letters and digits, a blank. */
  private unitsOf(text: string, size: number): Unit[] {
    const units: Unit[] = [];
    let word = false;
    for (const sign of text) {
      if (UNSEEN.test(sign)) continue;
      const inWord = isWord(sign.codePointAt(0) ?? 0);
      const unit = this.unit(sign, size);
      const last = units.at(-1);
      if (inWord && word && last !== undefined) units[units.length - 1] = merge(last, unit);
      else units.push(unit);
      word = inWord;
    }
    return units;
  }

  /** A character the face has not is told by its number, for a hand to write it in. */
  private unit(sign: string, size: number): Unit {
    const code = sign.codePointAt(0) ?? 0;
    if (this.face.glyphOf(code) !== 0) return this.unitOf([code], size);
    this.missing.set(sign, (this.missing.get(sign) ?? 0) + 1);
    return this.unitOf(codes(`〔U+${code.toString(16).toUpperCase()}〕`), size);
  }

  private unitOf(own: readonly number[], size: number): Unit {
    const glyphs = own.map((code) => this.face.glyphOf(code));
    const widths = glyphs.map((glyph) => (this.face.widthOf(glyph) * size) / 1000);
    return { codes: own, glyphs, widths, width: widths.reduce((sum, width) => sum + width, 0) };
  }
}

interface Unit {
  readonly codes: readonly number[];
  readonly glyphs: readonly number[];
  readonly widths: readonly number[];
  readonly width: number;
}

/** What must not stand apart from the next unit goes to the next line with it. */
function carry(line: Unit[], next: Unit): Unit[] {
  const carried: Unit[] = [];
  let first = next;
  while (line.length > 1) {
    const last = line.at(-1);
    if (last === undefined) break;
    const bound = NOT_FIRST.includes(first.codes[0] ?? 0) || NOT_LAST.includes(last.codes.at(-1) ?? 0);
    if (!bound || carried.length >= MOST_CARRIED) break;
    line.pop();
    carried.unshift(last);
    first = last;
  }
  return carried;
}

const MOST_CARRIED = 3;

/** A word wider than the line is broken anywhere. */
function split(unit: Unit, width: number): Unit[] {
  if (unit.width <= width || unit.codes.length === 1) return [unit];
  return unit.codes.map((code, index) => {
    const own = unit.widths[index] ?? 0;
    return { codes: [code], glyphs: [unit.glyphs[index] ?? 0], widths: [own], width: own };
  });
}

function merge(a: Unit, b: Unit): Unit {
  return {
    codes: [...a.codes, ...b.codes],
    glyphs: [...a.glyphs, ...b.glyphs],
    widths: [...a.widths, ...b.widths],
    width: a.width + b.width,
  };
}

function widthOf(units: readonly Unit[]): number {
  return units.reduce((sum, { width }) => sum + width, 0);
}

function isWord(code: number): boolean {
  return (code > SPACE && code < 0x2000) || code === BLANK;
}

function codes(text: string): number[] {
  return Array.from(text, (sign) => sign.codePointAt(0) ?? 0);
}
