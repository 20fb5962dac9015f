import type { AskedValue } from '@mingbai/policy/snapshot';
import type { Cell } from '../engine/protocol.ts';

/** Columns to group by, and how to read what came back of them. */
export interface Grouping {
  readonly columns: readonly string[];
  /** The text of each value; null is blank. */
  read(cells: readonly Cell[]): readonly (string | null)[];
}

/** Numbers of one byte that combinations of outcomes may have. */
const BYTE = 256;

/**
 * Several values to be grouped by. When all their outcomes are known and few, a combination of them is one small
 * number, and groups are found by place in an array, not by hash.
 */
export function grouping(values: readonly AskedValue[]): Grouping {
  const sizes = values.map(({ outcomes }) => outcomes?.length ?? BYTE);
  if (values.length === 0 || sizes.reduce((product, size) => product * size, 1) > BYTE) {
    return {
      columns: values.map(({ sql }) => sql),
      read: (cells) => values.map((value, at) => outcome(value, cells[at])),
    };
  }
  const [first, ...others] = values;
  const packed = others.reduce(
    (sql, value, at) => `(${sql} * ${sizes[at + 1]}::utinyint + ${value.sql})`,
    first?.sql ?? '0',
  );
  return {
    columns: [`cast(${packed} as utinyint)`],
    read: ([cell]) => {
      const texts: (string | null)[] = [];
      let rest = Number(cell);
      for (let at = values.length - 1; at >= 0; at -= 1) {
        const size = sizes[at] ?? 1;
        texts.unshift(values[at]?.outcomes?.[rest % size] ?? null);
        rest = Math.floor(rest / size);
      }
      return texts;
    },
  };
}

/** The text of a value that came back. */
export function outcome({ outcomes }: AskedValue, value: Cell | undefined): string | null {
  if (outcomes !== undefined) return outcomes[Number(value)] ?? null;
  return value == null ? null : String(value);
}
