import type { ReadTx } from '../db/tx.ts';
import { quoted, type Source, type SourceColumn } from './source.ts';

/** What a file would do to one noun. */
export interface NounCount {
  readonly noun: string;
  readonly new: number;
  readonly changed: number;
  readonly same: number;
  /** Of `changed`: what is believed today; the others change the past. */
  readonly today: number;
  /** By field: how many things change in it. */
  readonly fields: readonly { readonly field: string; readonly changed: number }[];
}

/** True when the file's row `s` says something else than the register's row `b` in this column. */
export function differs(column: SourceColumn, base = 't'): string {
  const name = quoted(column.decides);
  const different = `s.${name} is distinct from ${base}.${name}`;
  const says = `s.${name} is not null`;
  return `((${column.blankIsValue === undefined ? says : `${says} or ${column.blankIsValue(base)}`}) and ${different})`;
}

export function differsAnywhere(source: Source, base = 't'): string {
  const deciding = source.values.filter(
    (column) => column.decides === column.name || isSealedPart(source, column),
  );
  return deciding.length === 0 ? 'false' : deciding.map((column) => differs(column, base)).join(' or ');
}

/** Of the three columns of a sealed value only the hash decides, and only once. */
function isSealedPart(source: Source, column: SourceColumn): boolean {
  return column.name !== column.decides && !source.values.some((other) => other.name === column.decides);
}

/**
 * Statements of a day before the register's newest: compared with what the register says of that day, and
 * written behind the newest, so that an old file brought late changes the past and not the present.
 */
export function baseOfDay(source: Source, date: string): string {
  return (
    `(select q.* from mingbai.${source.table.noun}_said q where q.county = t.county and q.id = t.id ` +
    `and q.valid_from <= ${date} order by q.valid_from desc, q.known_from desc limit 1)`
  );
}

/**
 * Counts what is new, what changes and what is the same. Leaves what changes in the table `changes`: the file's row
 * as the source gives it, with the register's id as `t_id` and the stems of the fields that differ.
 */
export async function compare(
  tx: ReadTx,
  source: Source,
  county: string,
  dataDate: string,
  changes: string,
): Promise<NounCount> {
  const table = `mingbai.${source.table.noun}`;
  const said = inline(source.sql, dataDate);
  const matched = `(${said}) s join ${table} t on t.county = ${Number(county)} and ${source.match}`;
  const select = (fields: readonly string[]) =>
    `select t.id as t_id, array_remove(array[${fields.join(', ')}]::text[], null) as fields, s.*`;
  const fields = fieldsThatDiffer(source);
  await tx.run(`drop table if exists ${changes}`);
  if (await isEmpty(tx, table, county)) return firstWords(tx, source, said, changes);
  const today = await tx.run(
    `create unlogged table ${changes} as ${select([...fields, `case when ${ELSEWHERE} then 'region' end`])} from ${matched}
     cross join lateral (select t.*) b where t.valid_from <= '${day(dataDate)}' and (${differsAnywhere(source, 'b')} or ${ELSEWHERE})`,
  );
  if (await anyLater(tx, source, county, dataDate)) {
    await tx.run(
      `insert into ${changes} ${select(fields)} from ${matched}
       left join lateral ${baseOfDay(source, `'${day(dataDate)}'::date`)} b on true
       where t.valid_from > '${day(dataDate)}' and (${differsAnywhere(source, 'b')})`,
    );
  }
  await tx.run(`analyze ${changes}`);
  const counted = await tx.find<{ total: string; fresh: string }>(
    source.table.owner === 'self' && source.rows !== undefined
      ? `select count(*) as total, count(*) filter (where known is null) as fresh from ${source.rows}`
      : `select count(*) as total, count(*) filter (where t.id is null) as fresh
         from (${said}) s left join ${table} t on t.county = ${Number(county)} and ${source.match}`,
  );
  const byField = await tx.rows<{ field: string; changed: string }>(
    `select f as field, count(*) as changed from ${changes}, unnest(fields) f group by f order by 2 desc, 1`,
  );
  const changed = Number((await tx.find<{ n: string }>(`select count(*) as n from ${changes}`))?.n ?? 0);
  const fresh = Number(counted?.fresh ?? 0);
  return {
    noun: source.table.noun,
    new: fresh,
    changed,
    same: Number(counted?.total ?? 0) - fresh - changed,
    today,
    fields: byField.map((row) => ({ field: row.field, changed: Number(row.changed) })),
  };
}

async function isEmpty(tx: ReadTx, table: string, county: string): Promise<boolean> {
  return (await tx.find(`select from ${table} where county = $1 limit 1`, [county])) === undefined;
}

/** Nothing is known yet: everything is new, and nothing has to be searched for. */
async function firstWords(tx: ReadTx, source: Source, said: string, changes: string): Promise<NounCount> {
  await tx.run(
    `create unlogged table ${changes} as select null::bigint as t_id, null::text[] as fields, s.* from (${said}) s limit 0`,
  );
  const counted = await tx.find<{ n: string }>(`select count(*) as n from ${source.rows ?? `(${said}) s`}`);
  return { noun: source.table.noun, new: Number(counted?.n ?? 0), changed: 0, same: 0, today: 0, fields: [] };
}

/**
 * It lies in another village now. Asked of the newest statement only: an older one bears the village of its day,
 * which may have been merged since.
 */
const ELSEWHERE = '(s.region is not null and s.region is distinct from b.region)';

function fieldsThatDiffer(source: Source): string[] {
  const deciding = source.values.filter((one) => one.decides === one.name || isSealedPart(source, one));
  const fields = [...new Map(deciding.map((one) => [one.field, one])).values()];
  return fields.map((one) => `case when ${differs(one, 'b')} then '${one.field}' end`);
}

export async function anyLater(
  tx: ReadTx,
  source: Source,
  county: string,
  dataDate: string,
): Promise<boolean> {
  const row = await tx.find(
    `select from mingbai.${source.table.noun} where county = $1 and valid_from > $2 limit 1`,
    [county, dataDate],
  );
  return row !== undefined;
}

/** The date parameter of a source, written in: tables made from a select take no parameters. */
export function inline(sql: string, dataDate: string): string {
  return sql.replaceAll('$2::date', `'${day(dataDate)}'::date`);
}

export function day(text: string): string {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) throw new RangeError(`not a day: ${text}`);
  return text;
}
