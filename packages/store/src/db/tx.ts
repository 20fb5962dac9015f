import type { PoolClient, QueryResultRow } from 'pg';

/** Runs SQL in the open transaction. A `name` makes it a prepared statement of the connection. */
export interface Sql {
  rows<T extends QueryResultRow>(text: string, values?: readonly unknown[], name?: string): Promise<T[]>;
  /** The first row, or undefined. */
  find<T extends QueryResultRow>(
    text: string,
    values?: readonly unknown[],
    name?: string,
  ): Promise<T | undefined>;
  /** How many rows it touched. */
  run(text: string, values?: readonly unknown[]): Promise<number>;
  /** The connection itself, for COPY. */
  readonly client: PoolClient;
}

declare const reading: unique symbol;
declare const writing: unique symbol;
declare const keeping: unique symbol;

/** A read-only transaction in a scope. */
export interface ReadTx extends Sql {
  readonly [reading]?: true;
}

/**
 * A transaction that may change the register. Only `runCommand` makes one, and it writes the journal entry in
 * the same transaction; functions that change the register ask for this type, so a write without an entry does
 * not type-check.
 */
export interface WriteTx extends ReadTx {
  readonly [writing]: true;
  /** The journal entry that this command will be; rows name it as their provenance. */
  readonly entry: string;
  /** The command's moment: `known_from` of everything it writes. */
  readonly at: Date;
}

/** A transaction for what is not the register: progress of jobs, staging tables, who was seen when. */
export interface KeepTx extends ReadTx {
  readonly [keeping]: true;
}

export function sqlOver(client: PoolClient): Sql {
  return {
    client,
    async rows<T extends QueryResultRow>(text: string, values: readonly unknown[] = [], name?: string) {
      const result = await client.query<T>({
        text,
        values: [...values],
        ...(name === undefined ? {} : { name }),
      });
      return result.rows;
    },
    async find<T extends QueryResultRow>(text: string, values: readonly unknown[] = [], name?: string) {
      const result = await client.query<T>({
        text,
        values: [...values],
        ...(name === undefined ? {} : { name }),
      });
      return result.rows[0];
    },
    async run(text, values = []) {
      const result = await client.query({ text, values: [...values] });
      return result.rowCount ?? 0;
    },
  };
}
