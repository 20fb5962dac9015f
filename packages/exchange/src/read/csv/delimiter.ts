const COMMA = 44;
const SEMICOLON = 59;
const TAB = 9;
const PIPE = 124;
const QUOTE = 34;
const SAMPLE_ROWS = 50;

/** What stands before the rows: `sep=;` as Excel writes it, or nothing. */
export interface Dialect {
  readonly delimiter: number;
  /** Bytes to skip before the first row. */
  readonly skip: number;
}

/** The delimiter that most rows of the sample agree on; a comma when none of the four stands there. */
export function detectDialect(sample: Buffer): Dialect {
  const stated = /^"?sep=([,;\t|])"?\r?\n/.exec(sample.toString('latin1', 0, 12));
  if (stated !== null) return { delimiter: (stated[1] ?? ',').charCodeAt(0), skip: stated[0].length };
  let best = { delimiter: COMMA, score: 0 };
  for (const delimiter of [COMMA, TAB, SEMICOLON]) {
    const score = agreement(countPerRow(sample, delimiter));
    if (score > best.score) best = { delimiter, score };
  }
  // Also stands between several values of one cell, so only where hardly anything else could be meant.
  const piped = agreement(countPerRow(sample, PIPE));
  if (piped > 4 * best.score) best = { delimiter: PIPE, score: piped };
  return { delimiter: best.delimiter, skip: 0 };
}

/** Rows that share the most frequent count, times that count: a title above the table does not matter. */
function agreement(counts: readonly number[]): number {
  const rows = new Map<number, number>();
  for (const count of counts) if (count > 0) rows.set(count, (rows.get(count) ?? 0) + 1);
  return Math.max(0, ...[...rows].map(([count, times]) => times * Math.min(count, 200)));
}

function countPerRow(sample: Buffer, delimiter: number): number[] {
  const counts: number[] = [];
  let count = 0;
  let quoted = false;
  for (const byte of sample) {
    if (byte === QUOTE) quoted = !quoted;
    else if (!quoted && byte === delimiter) count += 1;
    else if (!quoted && (byte === 10 || byte === 13)) {
      counts.push(count);
      count = 0;
      if (counts.length === SAMPLE_ROWS) return counts;
    }
  }
  counts.push(count);
  return counts;
}
