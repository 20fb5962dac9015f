import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { from as copyFrom } from 'pg-copy-streams';
import type { PoolClient } from 'pg';
import { YEAR, YEAR_COLUMN, type StageLayout } from './layout.ts';
import { isSealed } from '../register/columns.ts';
import { CopyBytes } from './copy-bytes.ts';
import { widthOf, type CloseDraft, type Draft, type SealedField } from './sealing.ts';

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

/** Batches that are sealed or sent while more is read. */
const UNDER_WAY = 4;

/**
 * Streams rows into the staging table by COPY; sealed fields are sealed on the way and never reach it in clear. While
 * some batches are sealed and sent, the next may be read.
 */
export function stageWriter(
  client: PoolClient,
  layout: StageLayout,
  keys: readonly string[],
  seal: CloseDraft,
  initialsOf: (name: string) => string,
): StageWriter {
  const stream = client.query(copyFrom(`copy ${layout.table} (${columnList(layout).join(', ')}) from stdin`));
  let failure: Error | undefined;
  stream.on('error', (error) => (failure = error));
  const compose = composer(layout, keys, initialsOf);
  let sent: Promise<void> = Promise.resolve();
  const underWay: Promise<void>[] = [];

  async function send(draft: Draft, before: Promise<void>): Promise<void> {
    const lines = await seal(draft);
    await before;
    if (failure !== undefined) throw failure;
    if (!stream.write(Buffer.from(lines.buffer, lines.byteOffset, lines.byteLength))) await drained(stream);
  }

  return {
    // Not async: rows that are lines already shall not live on in a frame that waits.
    write(rows) {
      sent = send(compose(rows), sent);
      // Whoever writes next, or ends, hears of it.
      sent.catch(() => undefined);
      underWay.push(sent);
      return underWay.length < UNDER_WAY ? READY : (underWay.shift() as Promise<void>);
    },
    async end() {
      await sent;
      stream.end();
      await finished(stream);
    },
    abort(reason) {
      stream.destroy(reason);
    },
  };
}

const READY = Promise.resolve();

/** Bytes that a row of the person sheet takes, without what is sealed. */
const ROW_BYTES = 400;

function composer(
  layout: StageLayout,
  keys: readonly string[],
  initialsOf: (name: string) => string,
): (rows: readonly StagedRow[]) => Draft {
  const year = keys.indexOf(YEAR);
  const name = keys.indexOf('person.name');
  const fields: SealedField[] = [];
  const columns = layout.fields.map(({ field }) => ({
    at: keys.indexOf(field.key),
    sealed: isSealed(field) ? fields.push({ key: field.key, type: field.type }) - 1 : -1,
    empty: widthOf(field.type),
    write: writerOf(field.type),
  }));

  return (rows) => {
    const lines = new CopyBytes(rows.length * ROW_BYTES);
    const gaps: number[] = [];
    const of: number[] = [];
    const values: string[] = [];
    // Neighbouring rows often repeat a value (the household's telephone on each member): sealed once.
    const last = fields.map(() => ({ value: '', index: 0 }));
    for (const row of rows) {
      lines.integer(row.n);
      lines.tab();
      lines.integer(row.sheet);
      lines.tab();
      lines.integer(row.row);
      lines.tab();
      writePlain(lines, row.region);
      lines.tab();
      writePlain(lines, row.group);
      lines.tab();
      lines.boolean(row.bad);
      if (year >= 0) {
        lines.tab();
        writePlain(lines, row.values[year] ?? null);
      }
      for (const column of columns) {
        const value = row.values[column.at] ?? null;
        lines.tab();
        if (column.sealed < 0) column.write(lines, value);
        else if (typeof value !== 'string' || value === '') {
          lines.none();
          for (let more = 1; more < column.empty; more++) {
            lines.tab();
            lines.none();
          }
        } else {
          const known = last[column.sealed] as { value: string; index: number };
          if (known.value !== value) {
            known.value = value;
            known.index = values.push(value) - 1;
            of.push(column.sealed);
          }
          gaps.push(lines.length, known.index);
        }
      }
      if (name >= 0) {
        const said = row.values[name];
        lines.tab();
        if (typeof said === 'string') lines.text(initialsOf(said));
        else lines.none();
      }
      lines.line();
    }
    return {
      bytes: lines.bytes.subarray(0, lines.length),
      gaps: Uint32Array.from(gaps),
      fields,
      of: Uint8Array.from(of),
      values,
    };
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
    ...(layout.hasYear ? [YEAR_COLUMN] : []),
    ...layout.fields.flatMap((one) => one.staged.map((column) => column.name)),
    ...(layout.fields.some((one) => one.field.key === 'person.name') ? ['person__name_initials'] : []),
  ];
}

function writePlain(lines: CopyBytes, value: Cell): void {
  if (typeof value === 'string') lines.text(value);
  else if (typeof value === 'number') lines.integer(value);
  else lines.none();
}

function writerOf(type: string): (lines: CopyBytes, value: Cell) => void {
  switch (type) {
    case 'codes':
      return (lines, value) => (Array.isArray(value) ? lines.list(value as string[]) : lines.none());
    case 'boolean':
      return (lines, value) => (value === null ? lines.none() : lines.boolean(value === 1));
    default:
      return writePlain;
  }
}
