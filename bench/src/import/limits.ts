import { readFile } from 'node:fs/promises';
import { CODE_LISTS, formOf } from '@mingbai/core';
import { startChild } from '../child.ts';
import { timed } from '../log.ts';
import { asOwner, settle, type Installed } from '../place.ts';

/**
 * How a file is taken apart: not at all, at line ends and commas, or by our own reader; `reading`: by our own reader,
 * and nobody takes the rows.
 */
export type How = 'bytes' | 'splitter' | 'reader' | 'reading';

export interface CopyTask {
  readonly url: string;
  readonly path: string;
  readonly table: string;
  readonly columns: number;
  readonly how: How;
}

export interface Copied {
  readonly seconds: number;
  readonly peakMb: number;
}

const COLUMNS = formOf('person-47').columns.length;

/** Reads the file and COPYs it into a bare table, in a process of its own. */
export async function copyBare(place: Installed, path: string, how: How): Promise<Copied> {
  await makeTable(place, '');
  const copied = await copyInto(place, path, how);
  await asOwner(place, async (client) => void (await client.query('drop table limit_stage')));
  return copied;
}

/**
 * The whole import by hand: COPY into an unlogged table, then one script of SQL that types, checks, finds duplicates
 * and inserts into the register's own tables with all their keys and indexes. Nothing is sealed, listed, journaled
 * or held to a scope.
 */
export async function importInSql(
  place: Installed,
  path: string,
  how: How,
): Promise<Copied & { readonly sqlSeconds: number }> {
  await makeTable(place, 'unlogged');
  await settle(place);
  const copied = await copyInto(place, path, how);
  const script = await readFile(new URL('./staged.sql', import.meta.url), 'utf8');
  return asOwner(place, async (client) => {
    await fillCodes(client);
    const { seconds } = await timed(() => client.query(script));
    const { rows: left } = await client.query<{ fault: string; n: number }>(
      'select fault, count(*)::integer as n from limit_typed where fault is not null group by fault',
    );
    // Both take the same clean files; a row that one of them leaves is a different amount of work.
    if (left.length > 0) throw new Error(`SQL by hand left rows: ${JSON.stringify(left)}`);
    return {
      ...copied,
      seconds: copied.seconds + seconds,
      sqlSeconds: seconds,
    };
  });
}

async function makeTable(place: Installed, kind: '' | 'unlogged'): Promise<void> {
  const columns = Array.from({ length: COLUMNS }, (_, index) => `c${index} text`).join(', ');
  await asOwner(
    place,
    async (client) => void (await client.query(`create ${kind} table limit_stage (${columns})`)),
  );
}

async function copyInto({ ownerUrl }: Installed, path: string, how: How): Promise<Copied> {
  const task: CopyTask = { url: ownerUrl, path, table: 'limit_stage', columns: COLUMNS, how };
  const child = startChild(new URL('./copier.ts', import.meta.url), task);
  const copied = await child.next<Copied>();
  await child.end();
  return copied;
}

/** The code lists as a table of labels, as somebody who writes the script by hand would have them. */
async function fillCodes(client: Parameters<Parameters<typeof asOwner>[1]>[0]): Promise<void> {
  const labels = CODE_LISTS.flatMap((list) =>
    [
      ...new Map(
        list.codes.flatMap(({ code, zh, aliases = [] }) =>
          [zh, ...aliases.map(({ text }) => text)].map((label) => [label, code] as const),
        ),
      ),
    ].map(([label, code]) => ({ list: list.id, label, code })),
  );
  await client.query(`create table limit_code (list text, label text, code text, primary key (list, label))`);
  await client.query(
    `insert into limit_code select list, label, code from json_to_recordset($1) as r (list text, label text, code text)`,
    [JSON.stringify(labels)],
  );
  await client.query('analyze limit_code');
}
