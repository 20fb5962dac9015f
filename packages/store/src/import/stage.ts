import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { from as copyFrom } from 'pg-copy-streams';
import type { PoolClient } from 'pg';
import { YEAR, type StageLayout } from './layout.ts';
import { COPY_NULL, copyArray, copyBytes, copyText } from './copy-text.ts';

/** What staging needs of the vault. */
export interface Sealer {
  seal(text: string, context: string): Uint8Array;
  /** Keyed hash for look-ups; the first 8 bytes are kept. */
  find(text: string, purpose: string): Uint8Array;
}

export interface StagedRow {
  /** Running number over the whole import: names the row until it is committed. */
  readonly n: number;
  readonly sheet: number;
  readonly row: number;
  readonly region: string | null;
  readonly group: string | null;
  readonly bad: boolean;
  /** In the order of the keys given to `stageWriter`. */
  readonly values: readonly (string | number | readonly string[] | null)[];
}

export interface StageWriter {
  /** Resolves when PostgreSQL has taken enough of it: wait before the next. */
  write(rows: readonly StagedRow[]): Promise<void>;
  end(): Promise<void>;
  abort(reason: Error): void;
}

type Cell = StagedRow['values'][number];

/** Streams rows into the staging table by COPY; sealed fields are sealed here and never reach it in clear. */
export function stageWriter(
  client: PoolClient,
  layout: StageLayout,
  keys: readonly string[],
  sealer: Sealer,
  initialsOf: (name: string) => string,
): StageWriter {
  const stream = client.query(copyFrom(`copy ${layout.table} (${columnList(layout).join(', ')}) from stdin`));
  let failure: Error | undefined;
  stream.on('error', (error) => (failure = error));
  const year = keys.indexOf(YEAR);
  const name = keys.indexOf('person.name');
  const writers = layout.fields.map((one) => ({
    at: keys.indexOf(one.field.key),
    text: textOf(one.field, sealer),
  }));

  function line(row: StagedRow): string {
    let text = `${row.n}\t${row.sheet}\t${row.row}\t${row.region ?? COPY_NULL}\t${plain(row.group)}\t${row.bad ? 't' : 'f'}`;
    if (year >= 0) text += `\t${plain(row.values[year] ?? null)}`;
    for (const writer of writers) text += `\t${writer.text(row.values[writer.at] ?? null)}`;
    if (name >= 0) {
      const said = row.values[name];
      text += `\t${typeof said === 'string' ? copyText(initialsOf(said)) : COPY_NULL}`;
    }
    return `${text}\n`;
  }

  return {
    async write(rows) {
      if (failure !== undefined) throw failure;
      let chunk = '';
      for (const row of rows) chunk += line(row);
      if (!stream.write(chunk)) await drained(stream);
    },
    async end() {
      stream.end();
      await finished(stream);
    },
    abort(reason) {
      stream.destroy(reason);
    },
  };
}

/** When it takes more, or will never again. */
function drained(stream: Writable): Promise<void> {
  return new Promise((done) => {
    const end = (): void => {
      stream.off('drain', end);
      stream.off('close', end);
      done();
    };
    stream.on('drain', end);
    stream.on('close', end);
  });
}

function columnList(layout: StageLayout): string[] {
  return [
    'n',
    'sheet',
    'row',
    'region',
    'village_group',
    'bad',
    ...(layout.hasYear ? ['echo__year'] : []),
    ...layout.fields.flatMap((one) => one.staged.map((column) => column.name)),
    ...(layout.fields.some((one) => one.field.key === 'person.name') ? ['person__name_initials'] : []),
  ];
}

function plain(value: Cell): string {
  if (value === null) return COPY_NULL;
  return typeof value === 'string' ? copyText(value) : String(value);
}

function textOf(field: { key: string; type: string }, sealer: Sealer): (value: Cell) => string {
  switch (field.type) {
    case 'codes':
      return (value) => (Array.isArray(value) ? copyArray(value as string[]) : COPY_NULL);
    case 'boolean':
      return (value) => (value === null ? COPY_NULL : value === 1 ? 't' : 'f');
    case 'identity':
    case 'phone':
    case 'account':
      return sealedText(field, sealer);
    default:
      return plain;
  }
}

/** Neighbouring rows often repeat a value (the household's telephone on each member): sealed once. */
function sealedText(field: { key: string; type: string }, sealer: Sealer): (value: Cell) => string {
  const missing =
    field.type === 'identity' ? `${COPY_NULL}\t${COPY_NULL}\t${COPY_NULL}` : `${COPY_NULL}\t${COPY_NULL}`;
  let last = '';
  let lastText = missing;
  return (value) => {
    if (typeof value !== 'string' || value === '') return missing;
    if (value === last) return lastText;
    last = value;
    lastText = `${copyBytes(sealer.seal(value, field.key))}\t${hash64(sealer.find(value, field.type))}`;
    if (field.type === 'identity') lastText += `\t${hash32(sealer.find(value.slice(-4), 'identity-tail'))}`;
    return lastText;
  };
}

/** The keyed hash as the register's columns hold it. */
export function hash64(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, 8).readBigInt64BE().toString();
}

export function hash32(bytes: Uint8Array): number {
  return Buffer.from(bytes.buffer, bytes.byteOffset, 4).readInt32BE();
}
