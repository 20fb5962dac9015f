import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { from as copyFrom } from 'pg-copy-streams';
import type { PoolClient } from 'pg';
import { YEAR, type StageLayout } from './layout.ts';
import { isSealed } from '../register/columns.ts';
import { COPY_NULL, copyArray, copyText } from './copy-text.ts';
import { emptyColumns, type SealMany, type SealRequest } from './sealing.ts';

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

/**
 * Streams rows into the staging table by COPY; sealed fields are sealed on the way and never reach it in clear. While
 * one batch is sealed and sent, the next may be read.
 */
export function stageWriter(
  client: PoolClient,
  layout: StageLayout,
  keys: readonly string[],
  sealMany: SealMany,
  initialsOf: (name: string) => string,
): StageWriter {
  const stream = client.query(copyFrom(`copy ${layout.table} (${columnList(layout).join(', ')}) from stdin`));
  let failure: Error | undefined;
  stream.on('error', (error) => (failure = error));
  const compose = composer(layout, keys, initialsOf);
  let sent: Promise<void> = Promise.resolve();

  async function send(draft: Draft, before: Promise<void>): Promise<void> {
    const sealed = await sealMany(draft.requests);
    await before;
    if (failure !== undefined) throw failure;
    if (!stream.write(fillIn(draft, sealed))) await drained(stream);
  }

  return {
    async write(rows) {
      const before = sent;
      sent = send(compose(rows), before);
      // Whoever writes next, or ends, hears of it.
      sent.catch(() => undefined);
      await before;
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

/** Lines of COPY text with gaps where sealed columns go: `pieces[i]`, then the answer to request `gaps[i]`. */
interface Draft {
  readonly pieces: string[];
  readonly gaps: number[];
  readonly requests: SealRequest[];
}

function fillIn({ pieces, gaps }: Draft, sealed: readonly string[]): string {
  let text = '';
  gaps.forEach((gap, index) => (text += (pieces[index] ?? '') + (sealed[gap] ?? '')));
  return text + (pieces[gaps.length] ?? '');
}

function composer(
  layout: StageLayout,
  keys: readonly string[],
  initialsOf: (name: string) => string,
): (rows: readonly StagedRow[]) => Draft {
  const year = keys.indexOf(YEAR);
  const name = keys.indexOf('person.name');
  const columns = layout.fields.map(({ field }) => ({
    at: keys.indexOf(field.key),
    key: field.key,
    type: field.type,
    sealed: isSealed(field),
    text: textOf(field.type),
  }));

  return (rows) => {
    const draft: Draft = { pieces: [], gaps: [], requests: [] };
    // Neighbouring rows often repeat a value (the household's telephone on each member): sealed once.
    const last = new Map<string, { value: string; gap: number }>();
    let text = '';
    for (const row of rows) {
      text += `${row.n}\t${row.sheet}\t${row.row}\t${row.region ?? COPY_NULL}\t${plain(row.group)}\t${row.bad ? 't' : 'f'}`;
      if (year >= 0) text += `\t${plain(row.values[year] ?? null)}`;
      for (const column of columns) {
        const value = row.values[column.at] ?? null;
        text += '\t';
        if (!column.sealed) text += column.text(value);
        else if (typeof value !== 'string' || value === '') text += emptyColumns(column.type);
        else {
          let known = last.get(column.key);
          if (known?.value !== value) {
            known = { value, gap: draft.requests.push({ key: column.key, type: column.type, value }) - 1 };
            last.set(column.key, known);
          }
          draft.pieces.push(text);
          draft.gaps.push(known.gap);
          text = '';
        }
      }
      if (name >= 0) {
        const said = row.values[name];
        text += `\t${typeof said === 'string' ? copyText(initialsOf(said)) : COPY_NULL}`;
      }
      text += '\n';
    }
    draft.pieces.push(text);
    return draft;
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

function textOf(type: string): (value: Cell) => string {
  switch (type) {
    case 'codes':
      return (value) => (Array.isArray(value) ? copyArray(value as string[]) : COPY_NULL);
    case 'boolean':
      return (value) => (value === null ? COPY_NULL : value === 1 ? 't' : 'f');
    default:
      return plain;
  }
}
