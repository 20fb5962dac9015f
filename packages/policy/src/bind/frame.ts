import { nounOf, type Field, fieldOf, type Noun } from '@mingbai/core';
import { stemOf } from '@mingbai/store';
import type { Type } from '@mingbai/policy-engine';
import type { DerivedId, Fact, Facts, FactSource, NeighbourId, VillageSum } from '../vocabulary/fact.ts';
import { KINDS } from './items.ts';
import { type FrameKind, type Joins, joinsSql, ROW } from './joins.ts';
import { parameterSql } from './parameter-sql.ts';
import type { RegisterView } from './register.ts';
import { type ColumnSql, derivedSql, fieldSql, typedSql } from './value-sql.ts';

/** Columns that name the row: the thing, its household, its village. */
const KEYS: Readonly<Record<FrameKind, readonly string[]>> = {
  person: ['m.person_id as id', 'm.household_id', 'm.region'],
  members: ['m.person_id as id', 'm.household_id', 'm.region'],
  household: ['h.id', 'h.id as household_id', 'h.region'],
  responsible: ['a.id', 'a.household_id', 'a.region'],
  village: ['v.place as id', 'null::bigint as household_id', 'v.place as region'],
};

const DERIVED_OF: Partial<Record<DerivedId, Noun>> = {
  'income-year': 'income',
  'measure-kinds': 'measure',
  'village-year': 'village',
};

/** Adds a sum to the frame of villages, and says which column has it. */
export type Sums = (frame: Frame, sum: VillageSum) => ColumnSql;

/** A relation with a column for every fact that was asked of it. */
export interface FactFrame {
  readonly kind: FrameKind;
  /** The columns that name a household everywhere in the relation. */
  readonly keys: readonly string[];
  /** What keeps a planner from pulling the relation apart, behind its SQL. */
  readonly fence: string;
  /** The column that holds a fact. `siblings` are the facts beside it, for parameters of another day. */
  column(fact: Fact, siblings: Facts): ColumnSql;
  /** Names of joins that the columns need, in an order that does not depend on who asked first. */
  readonly needs: string;
  /** Its keys (`id`, `household_id`, `region`) and every column asked for. */
  sql(): string;
}

/**
 * One relation over the register with a column for every fact that was asked of it, and the joins that these need
 * and no others. Ask for all columns first, then for the SQL.
 */
export class Frame implements FactFrame {
  readonly keys = ['household_id'];
  readonly fence = ' offset 0';
  readonly #columns = new Map<string, string>();
  readonly #joins: Joins = { nouns: new Set(), items: { income: new Set(), measure: new Set() }, sums: [] };

  constructor(
    readonly kind: FrameKind,
    private readonly view: RegisterView,
    /** A village's sums, in SQL over a relation that is joined with `joinSums`. */
    private readonly sums?: Sums,
  ) {}

  column(fact: Fact, siblings: Facts): ColumnSql {
    const { sql, ...rest } = this.#sqlOf(fact.source, siblings);
    let name = this.#columns.get(sql);
    if (name === undefined) this.#columns.set(sql, (name = `f${this.#columns.size}`));
    return { sql: name, ...rest };
  }

  get needs(): string {
    return [...this.#joins.nouns].sort().join(' ');
  }

  sql(): string {
    const columns = [...this.#columns].map(([sql, name]) => `${sql} as ${name}`);
    return `select ${[...KEYS[this.kind], ...columns].join(', ')} from ${joinsSql(this.kind, this.#joins, this.view)}`;
  }

  #sqlOf(source: FactSource, siblings: Facts): ColumnSql {
    switch (source.kind) {
      case 'field':
        return this.#field(source.key);
      case 'derived': {
        const noun = source.key === undefined ? DERIVED_OF[source.id] : nounOf(fieldOf(source.key));
        if (noun === undefined) throw new RangeError(`the same for every row: ${source.id}`);
        if (source.id === 'measure-kinds') this.#joins.items.measure.add(KINDS);
        return derivedSql(source.id, source.key, this.#row(noun), this.view);
      }
      case 'neighbour':
        this.#joins.nouns.add(source.id);
        return { sql: this.#neighbour(source.id), scale: 0 };
      case 'parameter':
        return parameterSql(source, this.view, this.#day(source.day, siblings));
      case 'sum':
        if (this.sums === undefined) throw new RangeError(`no sums here: ${source.sum.id}`);
        return this.sums(this, source.sum);
      case 'nested':
        throw new RangeError('a nested fact is no column');
    }
  }

  #neighbour(id: NeighbourId): string {
    return id === 'persons-of-identity'
      ? `case when ${this.#row('person')}.identity_no_hash is not null then coalesce(same_identity.n, 1) end`
      : `case when ${this.#row('household')}.phone_hash is not null then coalesce(same_phone.n, 1) end`;
  }

  #day(name: string, siblings: Facts): { sql: string; type: Type } {
    const fact = siblings.get(name);
    if (fact === undefined) throw new RangeError(`no such fact: ${name}`);
    return { sql: this.#sqlOf(fact.source, siblings).sql, type: fact.type };
  }

  #field(key: Field['key']): ColumnSql {
    const field = fieldOf(key);
    const noun = nounOf(field);
    const row = this.#row(noun);
    if (noun !== 'income' && noun !== 'measure') return fieldSql(key, row);
    this.#joins.items[noun].add(stemOf(field));
    return typedSql(field, `${row}."${stemOf(field)}"`);
  }

  /** Joins a relation `(region, …)` of sums by village; its columns are then `alias.name`. */
  joinSums(alias: string, sql: () => string): void {
    if (!this.#joins.sums.some((one) => one.alias === alias)) this.#joins.sums.push({ alias, sql });
  }

  #row(noun: Noun): string {
    this.#joins.nouns.add(noun);
    return ROW[noun];
  }
}
