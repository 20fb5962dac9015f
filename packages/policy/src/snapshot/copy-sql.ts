import type { FrameKind } from '../bind/joins.ts';
import { Frame } from '../bind/frame.ts';
import type { RegisterView } from '../bind/register.ts';
import { countySql } from '../bind/register.ts';
import type { Fact } from '../vocabulary/fact.ts';
import { type SnapshotColumn, snapshotColumn } from './column.ts';
import type { SnapshotContents } from './contents.ts';

/** Between the members of a list in a copied value; no code has it. */
export const LIST_SEPARATOR = '|';

/** One table of a snapshot, and the question to the register that fills it with one county. */
export interface SnapshotCopy {
  readonly table: FrameKind;
  /** After `KEY_COLUMNS`. */
  readonly columns: readonly SnapshotColumn[];
  /** PostgreSQL: a row a subject, `KEY_COLUMNS` and then the columns. */
  readonly sql: string;
}

/** What every table of a snapshot begins with. */
export const KEY_COLUMNS: readonly SnapshotColumn[] = [
  { name: 'county', type: 'bigint' },
  { name: 'region', type: 'bigint' },
  { name: 'household_id', type: 'bigint' },
  { name: 'id', type: 'bigint' },
];

/**
 * How the snapshot's tables are filled from the register of the view's county: each fact is worked out here, on the
 * view's day, by the definitions that rules and trials in PostgreSQL go by.
 */
export function snapshotCopies(contents: SnapshotContents, view: RegisterView): readonly SnapshotCopy[] {
  return [...contents].map(([kind, facts]) => {
    const frame = new Frame(kind, view);
    const columns = [...facts].map(([, { source, type }]) => {
      const fact: Fact = { source, type, zh: '', en: '', aliases: [] };
      const { sql, scale } = frame.column(fact, new Map());
      const column = snapshotColumn(source);
      return { column, sql: copied(`x.${sql}`, scale, column) };
    });
    const keys = [countySql(view), 'x.region', 'x.household_id', 'x.id'];
    // In the order of the households, so that their members lie together.
    const sql = `select ${[...keys, ...columns.map((each) => each.sql)].join(', ')} from (${frame.sql()}) x
      order by x.household_id, x.id`;
    return { table: kind, columns: columns.map(({ column }) => column), sql };
  });
}

function copied(sql: string, scale: number | undefined, column: SnapshotColumn): string {
  if (column.type === 'varchar[]') return `array_to_string(${sql}, '${LIST_SEPARATOR}')`;
  if (column.scale === undefined || column.scale === scale) return sql;
  return `trim_scale(${sql} * 1${'0'.repeat(column.scale - (scale ?? 0))})`;
}
