import type { Type } from '@mingbai/policy-engine';
import type { FrameKind } from '../bind/joins.ts';
import type { FactFrame } from '../bind/frame.ts';
import { parameterSql } from '../bind/parameter-sql.ts';
import type { RegisterView } from '../bind/register.ts';
import type { ColumnSql } from '../bind/value-sql.ts';
import type { Fact, Facts, FactSource } from '../vocabulary/fact.ts';
import { KEY_COLUMNS } from './copy-sql.ts';
import { snapshotColumn } from './column.ts';

/** Which rows of the snapshot are looked at: counties between two codes of six digits, both included. */
export type Counties = readonly { readonly from: number; readonly to: number }[];

export function countiesSql(column: string, counties: Counties): string {
  const ranges = counties.map(
    ({ from, to }) => `${column} between ${Math.trunc(from)} and ${Math.trunc(to)}`,
  );
  return ranges.length === 0 ? 'false' : `(${ranges.join(' or ')})`;
}

/** A table of the snapshot as a relation with the facts that are asked of it. */
export class SnapshotFrame implements FactFrame {
  readonly keys = ['county', 'household_id'];
  readonly fence = '';
  readonly needs = '';
  readonly #columns = new Map<string, string>();

  constructor(
    readonly kind: FrameKind,
    private readonly view: RegisterView,
    private readonly counties: Counties,
  ) {}

  column({ source }: Fact, siblings: Facts): ColumnSql {
    const { sql, scale } = this.#sqlOf(source, siblings);
    let name = this.#columns.get(sql);
    if (name === undefined) this.#columns.set(sql, (name = `f${this.#columns.size}`));
    return { sql: name, ...(scale !== undefined && { scale }) };
  }

  sql(): string {
    const keys = KEY_COLUMNS.map(({ name }) => `t.${name}`);
    const columns = [...this.#columns].map(([sql, name]) => `${sql} as ${name}`);
    return `select ${[...keys, ...columns].join(', ')} from ${this.kind} t where ${countiesSql('t.county', this.counties)}`;
  }

  #sqlOf(source: FactSource, siblings: Facts): ColumnSql {
    if (source.kind === 'nested') throw new RangeError('a nested fact is no column');
    if (source.kind === 'parameter') {
      return parameterSql(source, this.view, this.#day(source.day, siblings));
    }
    const { name, scale } = snapshotColumn(source);
    return { sql: `t.${name}`, ...(scale !== undefined && { scale }) };
  }

  #day(name: string, siblings: Facts): { sql: string; type: Type } {
    const fact = siblings.get(name);
    if (fact === undefined) throw new RangeError(`no such fact: ${name}`);
    return { sql: this.#sqlOf(fact.source, siblings).sql, type: fact.type };
  }
}
