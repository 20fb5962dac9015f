import pg from 'pg';
import type { PoolClient, QueryResultRow } from 'pg';

/** A statement with its values; under a `name` it stays prepared on the connection. */
export interface Statement {
  readonly text: string;
  readonly values?: readonly unknown[];
  readonly name?: string | undefined;
  /** The answers to those before it are sent on first, so that it is not run for somebody who has gone. */
  readonly heard?: true;
}

/** What a statement came to. */
export interface Answer<T> {
  readonly rows: T[];
  /** Rows it touched or gave. */
  readonly count: number;
  /** The first word of what the server calls it: `SELECT`, `COMMIT` … */
  readonly tag: string;
}

export type Ask = <T extends QueryResultRow>(statement: Statement) => Promise<Answer<T>>;

/**
 * Asks on a pipelining connection. What is asked without waiting in between leaves in one message and is answered in
 * one: each message costs both ends more than most statements do. Where one fails, those behind it in its message are
 * not run, and fail with the same error. No COPY.
 */
export function bundling(client: PoolClient): Ask {
  let open: Part[] | undefined;
  return (statement) =>
    new Promise((resolve, reject) => {
      // Before anything of the message is written: a value that cannot be told spoils no statement but its own.
      const values = statement.values?.map(utils.prepareValue);
      const part = { ...statement, values, rows: [], columns: undefined, resolve, reject };
      if (open !== undefined) {
        open.push(part as Part);
        return;
      }
      const parts = [part as Part];
      open = parts;
      // After all that follows at once: promises that are fulfilled already come first.
      process.nextTick(() => {
        open = undefined;
        client.query(new Bundle(client, parts));
      });
    });
}

/** Asks one statement after the other, each in a message of its own. */
export function oneByOne(client: PoolClient): Ask {
  let before: Promise<unknown> = Promise.resolve();
  return <T extends QueryResultRow>({ text, values = [], name }: Statement) => {
    const query = { text, values: [...values], ...(name === undefined ? {} : { name }) };
    const answer = before.then(async () => {
      const { rows, rowCount, command } = await client.query<T>(query);
      return { rows, count: rowCount ?? 0, tag: command };
    });
    before = answer.catch(() => undefined);
    return answer;
  };
}

interface Part extends Statement {
  readonly rows: Record<string, unknown>[];
  columns: readonly Column[] | undefined;
  readonly resolve: (answer: Answer<never>) => void;
  readonly reject: (error: Error) => void;
}

interface Column {
  readonly name: string;
  readonly read: (text: string) => unknown;
}

/** What the driver has and its types leave out. */
declare module 'pg' {
  interface Connection {
    /** Texts of statements by name: those that the server has, and those that are on their way to it. */
    readonly parsedStatements: Record<string, string>;
    readonly submittedNamedStatements: Record<string, string>;
    parse(statement: { readonly text: string; readonly name: string }): void;
    bind(bound: { readonly statement: string; readonly values: readonly unknown[] }): void;
    describe(what: { readonly type: 'P' | 'S'; readonly name: string }): void;
    execute(portal: null): void;
  }
}
const { utils } = pg as typeof pg & { readonly utils: { prepareValue(value: unknown): unknown } };

/** What a prepared statement answers never changes while its connection lives: it is described once. */
const described = new WeakMap<PoolClient, Map<string, readonly Column[]>>();

/** Several statements that the driver takes for one query: it hands us each message of the answer in its turn. */
class Bundle extends pg.Query {
  /** Of the statement that is being answered: by them the driver keeps in mind what is prepared. */
  declare name: string | undefined;
  declare text: string;
  readonly #known: Map<string, readonly Column[]>;
  #at = 0;

  constructor(
    private readonly client: PoolClient,
    private readonly parts: readonly Part[],
  ) {
    super('');
    this.#known = described.get(client) ?? new Map();
    described.set(client, this.#known);
    this.#answering();
  }

  override submit = (connection: pg.Connection): void => {
    connection.stream.cork();
    for (const part of this.parts) this.#send(connection, part);
    connection.sync();
    connection.stream.uncork();
  };

  #send(connection: pg.Connection, part: Part): void {
    const { text, name = '', values = [] } = part;
    const { parsedStatements, submittedNamedStatements } = connection;
    if (part.heard === true) connection.flush();
    if (name === '' || (parsedStatements[name] ?? submittedNamedStatements[name]) === undefined) {
      connection.parse({ text, name });
      if (name !== '') submittedNamedStatements[name] = text;
    }
    connection.bind({ statement: name, values });
    part.columns = this.#known.get(name);
    if (part.columns === undefined) connection.describe({ type: 'P', name: '' });
    connection.execute(null);
  }

  #answering(): void {
    const part = this.parts[this.#at];
    this.name = part?.name;
    this.text = part?.text ?? '';
  }

  handleRowDescription({ fields }: { readonly fields: readonly pg.FieldDef[] }): void {
    const part = this.parts[this.#at];
    if (part === undefined) return;
    part.columns = fields.map(({ name, dataTypeID }) => ({
      name,
      read: this.client.getTypeParser(dataTypeID, 'text'),
    }));
    if (part.name !== undefined) this.#known.set(part.name, part.columns);
  }

  handleDataRow({ fields }: { readonly fields: readonly (string | null)[] }): void {
    const part = this.parts[this.#at];
    const row: Record<string, unknown> = {};
    let index = 0;
    for (const { name, read } of part?.columns ?? []) {
      const text = fields[index++] ?? null;
      row[name] = text === null ? null : read(text);
    }
    part?.rows.push(row);
  }

  handleCommandComplete({ text }: { readonly text: string }): void {
    const part = this.parts[this.#at];
    if (part?.name !== undefined && part.columns === undefined) this.#known.set(part.name, []);
    this.#at += 1;
    this.#answering();
    const words = text.split(' ');
    part?.resolve({ rows: part.rows as never[], count: Number(words.at(-1)) || 0, tag: words[0] ?? '' });
  }

  handleEmptyQuery(): void {
    this.handleCommandComplete({ text: '' });
  }

  handleError(error: Error, { submittedNamedStatements }: pg.Connection): void {
    for (const { name, reject } of this.parts.slice(this.#at)) {
      if (name !== undefined) delete submittedNamedStatements[name];
      reject(error);
    }
    this.#at = this.parts.length;
  }

  handleReadyForQuery(): void {}
}
