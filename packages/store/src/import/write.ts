import type { ReadTx, WriteTx } from '../db/tx.ts';
import { insertPast } from '../register/nouns.ts';
import { anyLater, baseOfDay, day, inline } from './compare.ts';
import { quoted, type Source } from './source.ts';

/** How many rows of one noun a commit wrote. */
export interface NounWritten {
  readonly noun: string;
  readonly new: number;
  readonly changed: number;
}

/** What is known of a source before it is written. */
export interface Known {
  /** The register lacks nothing of it, so nothing is searched for. */
  readonly nothingNew: boolean;
  /**
   * The table holds no row and has no index: everything is new. To search it would be to read, for each row, all that
   * were written before it.
   */
  readonly nothingThere: boolean;
}

/**
 * Writes what a source says. What is superseded moves to `<noun>_past` first; a statement about a day before
 * the newest one goes there directly. `changes` is the table that `compare` left.
 */
export async function write(
  tx: WriteTx,
  source: Source,
  county: string,
  dataDate: string,
  changes: string,
  { nothingNew, nothingThere }: Known,
): Promise<NounWritten> {
  const { noun } = source.table;
  if (nothingThere) return { noun, new: await insertNew(tx, source, county, dataDate, false), changed: 0 };
  const changed = await supersede(tx, source, county, dataDate, changes);
  const late = (await anyLater(tx, source, county, dataDate))
    ? await insertLate(tx, source, county, dataDate, changes)
    : 0;
  const fresh = nothingNew ? 0 : await insertNew(tx, source, county, dataDate, true);
  return { noun, new: fresh, changed: changed + late };
}

/** What the row will say: the file's value, or the register's where the file says nothing. */
function merged(source: Source, base: string): string[] {
  return source.values.map((column) => {
    const name = quoted(column.name);
    // Columns of one field go together: what a new number does not tell, the old one shall not tell for it.
    const value = `case when s.${quoted(column.decides)} is null then ${base}.${name} else s.${name} end`;
    return column.blankIsValue === undefined
      ? value
      : `case when ${column.blankIsValue(base)} then s.${name} else ${value} end`;
  });
}

async function supersede(
  tx: WriteTx,
  source: Source,
  county: string,
  dataDate: string,
  changes: string,
): Promise<number> {
  const table = `mingbai.${source.table.noun}`;
  const current = `s.t_id = t.id and t.county = ${Number(county)} and t.valid_from <= '${day(dataDate)}'`;
  const moved = await tx.run(
    insertPast(source.table.noun, 't', `${table} t join ${changes} s on ${current}`),
  );
  if (moved === 0) return 0;
  const sets = merged(source, 't').map(
    (value, index) => `${quoted(source.values[index]?.name ?? '')} = ${value}`,
  );
  await tx.run(
    `update ${table} t set ${sets.join(', ')}, region = s.region, valid_from = '${day(dataDate)}', known_from = now(), entry = ${BigInt(tx.entry)}
     from ${changes} s where ${current}`,
  );
  return moved;
}

async function insertLate(
  tx: WriteTx,
  source: Source,
  county: string,
  dataDate: string,
  changes: string,
): Promise<number> {
  const table = `mingbai.${source.table.noun}`;
  const columns = await columnsOfTable(tx, source.table.noun);
  const names = source.values.map((column) => column.name);
  const said = merged(source, 'b');
  // What the file does not speak of is what was believed of that day, not what is believed of a later one.
  const own = new Set(['county', 'id', ...source.owners]);
  const list = columns.map((column) => {
    const index = names.indexOf(column);
    if (index >= 0) return said[index];
    if (column === 'region') return 's.region';
    if (column === 'valid_from') return `'${day(dataDate)}'::date`;
    if (column === 'known_from') return 'now()';
    if (column === 'entry') return String(BigInt(tx.entry));
    return own.has(column) ? `t.${quoted(column)}` : `b.${quoted(column)}`;
  });
  return tx.run(
    `insert into ${table}_past (${columns.map(quoted).join(', ')}, known_to)
     select ${list.join(', ')}, now() from ${changes} s
     join ${table} t on t.county = ${Number(county)} and t.id = s.t_id and t.valid_from > '${day(dataDate)}'
     left join lateral ${baseOfDay(source, `'${day(dataDate)}'::date`)} b on true`,
  );
}

/** `searched`: what the register has already is left out. */
async function insertNew(
  tx: WriteTx,
  source: Source,
  county: string,
  dataDate: string,
  searched: boolean,
): Promise<number> {
  const table = `mingbai.${source.table.noun}`;
  const { noun, owner } = source.table;
  const names = [
    ...source.owners,
    ...source.values.map((column) => column.name).filter((name) => !source.owners.includes(name)),
  ];
  const id = owner === 'self' ? 's.id' : `nextval('mingbai.thing_id')`;
  const unknown =
    owner === 'self'
      ? 's.known is null'
      : searched
        ? `not exists (select from ${table} t where t.county = ${Number(county)} and ${source.match})`
        : 'true';
  return tx.run(
    `insert into ${table} (county, id, region, ${names.map(quoted).join(', ')}, valid_from, known_from, entry)
     select ${Number(county)}, ${id}, s.region, ${names.map((name) => `s.${quoted(name)}`).join(', ')}, '${day(dataDate)}', now(), ${BigInt(tx.entry)}
     from (${inline(source.sql, dataDate)}) s where ${unknown}${noun === 'village' ? ' and s.region is not null' : ''}`,
  );
}

async function columnsOfTable(tx: ReadTx, noun: string): Promise<string[]> {
  const rows = await tx.rows<{ name: string }>(
    `select attname as name from pg_attribute where attrelid = ('mingbai.' || $1)::regclass and attnum > 0 and not attisdropped order by attnum`,
    [noun],
  );
  return rows.map((row) => row.name);
}
