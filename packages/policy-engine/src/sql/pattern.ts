/** A part of a regular expression that JavaScript, PostgreSQL and RE2 read alike once it is written for each. */
export type Piece =
  | {
      readonly kind: 'set';
      readonly negated: boolean;
      readonly ranges: readonly (readonly [number, number])[];
    }
  | { readonly kind: 'start' | 'end' }
  | { readonly kind: 'group'; readonly ways: readonly (readonly Piece[])[] }
  | {
      readonly kind: 'repeat';
      readonly of: Piece;
      readonly least: number;
      readonly most: number | undefined;
    };

export interface Pattern {
  readonly ways: readonly (readonly Piece[])[];
  /** Whether also what it matches is alike: PostgreSQL takes the longest of several ways, the others the first. */
  readonly certain: boolean;
}

const SPACE: [number, number][] = [
  [9, 13],
  [32, 32],
  [0xa0, 0xa0],
  [0x1680, 0x1680],
  [0x2000, 0x200a],
  [0x2028, 0x2029],
  [0x202f, 0x202f],
  [0x205f, 0x205f],
  [0x3000, 0x3000],
  [0xfeff, 0xfeff],
];
const DIGIT: [number, number][] = [[48, 57]];
const WORD: [number, number][] = [
  [48, 57],
  [65, 90],
  [95, 95],
  [97, 122],
];
const LINE_END: [number, number][] = [
  [10, 10],
  [13, 13],
  [0x2028, 0x2029],
];
const CLASSES: Record<string, [number, number][]> = { d: DIGIT, w: WORD, s: SPACE };
const PLAIN_ESCAPES = new Set(String.raw`\.+*?()[]{}|^$/-`);
const CONTROLS: Record<string, number> = { t: 9, n: 10, r: 13 };

class Unread extends Error {}

/** Reads the safe common part of regular expressions; undefined for anything else. */
export function readPattern(source: string): Pattern | undefined {
  const letters = Array.from(source);
  let at = 0;
  let loops = 0;
  let branches = false;
  const next = (): string => letters[at++] ?? unread();

  function ways(): Piece[][] {
    const all: Piece[][] = [[]];
    while (at < letters.length && letters[at] !== ')') {
      if (letters[at] === '|') {
        at += 1;
        branches = true;
        all.push([]);
      } else all.at(-1)?.push(repeated(piece()));
    }
    // An empty way matches nothing in one and everything in the other.
    return all.some((way) => way.length === 0) ? unread() : all;
  }

  function piece(): Piece {
    const letter = next();
    if (letter === '^') return { kind: 'start' };
    if (letter === '$') return { kind: 'end' };
    if (letter === '.') return { kind: 'set', negated: true, ranges: LINE_END };
    if (letter === '[') return set();
    if (letter === '(') {
      if (letters[at] === '?') {
        if (letters[at + 1] !== ':') return unread();
        at += 2;
      }
      const inner = ways();
      return next() === ')' ? { kind: 'group', ways: inner } : unread();
    }
    if (letter === '\\') return escape();
    if ('*+?{}]'.includes(letter)) return unread();
    return one(codeOf(letter));
  }

  function escape(): Piece {
    const letter = next();
    const ranges = CLASSES[letter.toLowerCase()];
    if (ranges) return { kind: 'set', negated: letter !== letter.toLowerCase(), ranges };
    const code = CONTROLS[letter] ?? (PLAIN_ESCAPES.has(letter) ? codeOf(letter) : undefined);
    return code === undefined ? unread() : one(code);
  }

  function set(): Piece {
    const negated = letters[at] === '^';
    if (negated) at += 1;
    const ranges: [number, number][] = [];
    for (let letter = next(); letter !== ']'; letter = next()) {
      const low = member(letter);
      if (typeof low !== 'number') ranges.push(...low);
      else if (letters[at] === '-' && letters[at + 1] !== ']') {
        at += 1;
        const high = member(next());
        if (typeof high !== 'number' || high < low) return unread();
        ranges.push([low, high]);
      } else ranges.push([low, low]);
    }
    return ranges.length === 0 ? unread() : { kind: 'set', negated, ranges };
  }

  function member(letter: string): number | [number, number][] {
    if (letter === '\\') {
      const escaped = next();
      return (
        CLASSES[escaped] ?? CONTROLS[escaped] ?? (PLAIN_ESCAPES.has(escaped) ? codeOf(escaped) : unread())
      );
    }
    // What stricter readings give a meaning of its own within brackets.
    if ('[&~|(){}/'.includes(letter) || (letter === '-' && letters[at] !== ']')) return unread();
    return codeOf(letter);
  }

  function repeated(of: Piece): Piece {
    const sign = letters[at];
    if (sign === undefined || !'*+?{'.includes(sign)) return of;
    if (of.kind === 'start' || of.kind === 'end') return unread();
    at += 1;
    const [least, most] =
      sign === '{' ? bounds() : sign === '*' ? [0, undefined] : sign === '+' ? [1, undefined] : [0, 1];
    // Lazy and possessive repeats, and more than both databases count.
    if (
      (letters[at] !== undefined && '?+*{'.includes(letters[at] ?? '')) ||
      Math.max(least ?? 0, most ?? 0) > 255
    )
      return unread();
    if (least !== most) loops += of.kind === 'set' ? 1 : 2;
    return { kind: 'repeat', of, least: least ?? 0, most };
  }

  function bounds(): [number, number | undefined] {
    const close = letters.indexOf('}', at);
    const written = /^(\d{1,3})(,(\d{1,3})?)?$/.exec(letters.slice(at, close < 0 ? at : close).join(''));
    if (!written) return unread();
    at = close + 1;
    const least = Number(written[1]);
    const most = written[2] === undefined ? least : written[3] === undefined ? undefined : Number(written[3]);
    return most !== undefined && most < least ? unread() : [least, most];
  }

  try {
    const all = ways();
    if (at < letters.length) return undefined;
    return { ways: all, certain: !branches && loops <= 1 && !canBeEmpty(all) };
  } catch (error) {
    if (error instanceof Unread) return undefined;
    throw error;
  }
}

function unread(): never {
  throw new Unread();
}

function codeOf(letter: string): number {
  return letter.codePointAt(0) ?? 0;
}

function one(code: number): Piece {
  return { kind: 'set', negated: false, ranges: [[code, code]] };
}

/** Empty matches are replaced differently. */
function canBeEmpty(ways: readonly (readonly Piece[])[]): boolean {
  const empty = (piece: Piece): boolean => {
    if (piece.kind === 'set') return false;
    if (piece.kind === 'repeat') return piece.least === 0 || empty(piece.of);
    return piece.kind === 'group' ? canBeEmpty(piece.ways) : true;
  };
  return ways.some((way) => way.every(empty));
}
