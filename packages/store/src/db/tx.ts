import type { PoolClient, QueryResultRow } from 'pg';
import { oneByOne, type Ask } from './bundle.ts';

/** As a name: the statement is prepared under one of its own. For texts of which there are not too many. */
export const BY_TEXT = Symbol('prepared by its text');

/** Runs SQL in the open transaction. A `name` makes it a prepared statement of the connection. */
export interface Sql {
  rows<T extends QueryResultRow>(
    text: string,
    values?: readonly unknown[],
    name?: string | typeof BY_TEXT,
  ): Promise<T[]>;
  /** The first row, or undefined. */
  find<T extends QueryResultRow>(
    text: string,
    values?: readonly unknown[],
    name?: string | typeof BY_TEXT,
  ): Promise<T | undefined>;
  /** How many rows it touched. */
  run(text: string, values?: readonly unknown[], name?: string | typeof BY_TEXT): Promise<number>;
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

/** `ask` is how statements are sent and answered. */
export function sqlOver(client: PoolClient, ask: Ask = oneByOne(client)): Sql {
  const query = <T extends QueryResultRow>(
    text: string,
    values: readonly unknown[] = [],
    name?: string | typeof BY_TEXT,
  ) => ask<T>({ text, values, name: name === BY_TEXT ? nameByText(text) : name });
  return {
    client,
    async rows<T extends QueryResultRow>(
      text: string,
      values?: readonly unknown[],
      name?: string | typeof BY_TEXT,
    ) {
      return (await query<T>(text, values, name)).rows;
    },
    async find<T extends QueryResultRow>(
      text: string,
      values?: readonly unknown[],
      name?: string | typeof BY_TEXT,
    ) {
      return (await query<T>(text, values, name)).rows[0];
    },
    async run(text, values, name) {
      return (await query(text, values, name)).count;
    },
  };
}

/** Each costs every connection memory for its plan: the combinations of filters beyond are planned each time. */
const PREPARED = 300;
const names = new Map<string, string>();

function nameByText(text: string): string | undefined {
  const known = names.get(text);
  if (known !== undefined || names.size >= PREPARED) return known;
  const name = `text-${names.size}`;
  names.set(text, name);
  return name;
}
