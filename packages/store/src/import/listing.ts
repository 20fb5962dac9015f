import type { Fault, FindingSeverity, Repair, RepairKind } from '@mingbai/core';
import type { KeepTx, ReadTx, Sql, WriteTx } from '../db/tx.ts';
import { stagedName, type StageLayout } from './layout.ts';

/** What data rules say of the rows is numbered from here on, after all that the import itself found. */
export const FIRST_HIT = 1_000_000_000;

/** What of faults and repairs is kept for reading, each; the counts by rule are always whole. */
export const KEPT = 200_000;

/** A fault of the import, or what a data rule says of its rows. */
export type ListedFault = Omit<Fault, 'rule' | 'severity'> & {
  readonly rule: string;
  readonly severity: FindingSeverity;
  /** Whose row it is; kept beside it once the import is committed. */
  readonly who?: string | null;
  /** Said by a data rule: the row is written all the same. */
  readonly doubt?: boolean;
};

export async function clearListings(tx: KeepTx, id: string, onlyRegister: boolean): Promise<void> {
  await tx.run(
    `delete from mingbai.import_fault where import = $1${onlyRegister ? ' and by_register' : ''}`,
    [id],
  );
  if (!onlyRegister) await tx.run('delete from mingbai.import_repair where import = $1', [id]);
}

/** Values are masked by whoever calls; `from` is the number of the first. */
export async function insertFaults(
  tx: Sql,
  id: string,
  region: string,
  from: number,
  faults: readonly ListedFault[],
  byRegister = false,
): Promise<void> {
  if (faults.length === 0) return;
  await tx.run(
    `insert into mingbai.import_fault (import, number, region, file, sheet, row, col, field, value, rule, severity, zh, en, by_register)
     select $1, $2::integer + i - 1, $3, file, sheet, row, col, field, value, rule, severity, zh, en, $14
     from unnest($4::text[], $5::text[], $6::integer[], $7::text[], $8::text[], $9::text[], $10::text[], $11::text[], $12::text[], $13::text[])
       with ordinality as t(file, sheet, row, col, field, value, rule, severity, zh, en, i)`,
    [
      id,
      from,
      region,
      faults.map((one) => one.file),
      faults.map((one) => one.sheet),
      faults.map((one) => one.row),
      faults.map((one) => one.column),
      faults.map((one) => one.field),
      faults.map((one) => clean(one.value)),
      faults.map((one) => one.rule),
      faults.map((one) => one.severity),
      faults.map((one) => clean(one.message.zh)),
      faults.map((one) => clean(one.message.en)),
      byRegister,
    ],
  );
}

export async function insertRepairs(
  tx: Sql,
  id: string,
  region: string,
  from: number,
  repairs: readonly Repair[],
): Promise<void> {
  if (repairs.length === 0) return;
  await tx.run(
    `insert into mingbai.import_repair (import, number, region, file, sheet, row, col, field, from_value, to_value, how)
     select $1, $2::integer + i - 1, $3, file, sheet, row, col, field, from_value, to_value, how
     from unnest($4::text[], $5::text[], $6::integer[], $7::text[], $8::text[], $9::text[], $10::text[], $11::text[])
       with ordinality as t(file, sheet, row, col, field, from_value, to_value, how, i)`,
    [
      id,
      from,
      region,
      repairs.map((one) => one.file),
      repairs.map((one) => one.sheet),
      repairs.map((one) => one.row),
      repairs.map((one) => one.column),
      repairs.map((one) => one.field),
      repairs.map((one) => clean(one.from)),
      repairs.map((one) => clean(one.to)),
      repairs.map((one) => one.how),
    ],
  );
}

/** PostgreSQL's text holds no NUL. */
function clean(text: string): string {
  return text.replaceAll('\0', '');
}

/**
 * Writes beside each fault whose row it is, before the rows read are dropped: whoever mends it must know whom to ask. Of
 * rows outside the area nothing.
 * `sheets` in the order of the import's.
 */
export async function keepWhose(
  tx: WriteTx,
  id: string,
  layout: StageLayout,
  sheets: readonly { readonly file: string; readonly sheet: string }[],
): Promise<void> {
  const name = stagedName(layout, 'person.name');
  if (name === undefined) return;
  await tx.run(
    `update mingbai.import_fault f set who = s.${name}
     from ${layout.table} s join unnest($2::text[], $3::text[]) with ordinality as w(file, sheet, i) on w.i = s.sheet + 1
     where f.import = $1 and f.file = w.file and f.sheet = w.sheet and f.row = s.row
       and s.region is not null and s.${name} is not null`,
    [id, sheets.map(({ file }) => file), sheets.map(({ sheet }) => sheet)],
  );
}

/** What one data rule says of an import's rows. */
export interface ImportDoubt {
  readonly rule: string;
  readonly severity: FindingSeverity;
  /** Cells: as many as there are, listed or not. */
  readonly count: number;
  readonly title: { readonly zh: string; readonly en: string };
}

/** What data rules say of an import's rows, the most frequent first. */
export interface ImportDoubts {
  readonly doubts: ImportDoubt[];
  /** Cells listed: the first. */
  readonly listed: number;
  /** They are still being asked. */
  readonly asking: boolean;
}

export async function doubtsOf(tx: ReadTx, id: string): Promise<ImportDoubts> {
  const listed = await doubtsListed(tx, id);
  const doubts = new Map(listed.map((one) => [one.rule, one]));
  for (const one of await doubtsCounted(tx, id))
    if (one.count > (doubts.get(one.rule)?.count ?? 0)) doubts.set(one.rule, one);
  const run = await tx.find<{ asking: boolean }>(
    `select exists (select from mingbai.rule_run where import = $1 and state in ('queued', 'running')) as asking`,
    [id],
  );
  return {
    doubts: [...doubts.values()].sort((a, b) => b.count - a.count || (a.rule < b.rule ? -1 : 1)),
    listed: listed.reduce((sum, { count }) => sum + count, 0),
    asking: run?.asking === true,
  };
}

/** As the last run that began counted them; an import that took its result from another has that one's. */
async function doubtsCounted(tx: ReadTx, id: string): Promise<ImportDoubt[]> {
  const rows = await tx.rows<Omit<ImportDoubt, 'title'> & { zh: string; en: string }>(
    `select h ->> 'rule' as rule, (h -> 'listing' ->> 'cells')::int as count, h -> 'listing' ->> 'severity' as severity,
       h -> 'listing' ->> 'zh' as zh, h -> 'listing' ->> 'en' as en
     from (select hits from mingbai.rule_run
       where import = (select coalesce(identical_to, id) from mingbai.import where id = $1) and started_at is not null
       order by rule_run.id desc limit 1) r, jsonb_array_elements(r.hits) h
     where h ? 'listing'`,
    [id],
  );
  return rows.map(({ zh, en, ...row }) => ({ ...row, title: { zh, en } }));
}

async function doubtsListed(tx: ReadTx, id: string): Promise<ImportDoubt[]> {
  // A sentence begins with the title of its rule; a rule that never found anything in the register has no other words there.
  const rows = await tx.rows<Omit<ImportDoubt, 'title'> & { zh: string; en: string }>(
    `select rule, severity, count(*)::int as count,
       split_part(min(zh), '：', 1) as zh, split_part(min(en), ': ', 1) as en
     from mingbai.import_fault where import = $1 and number >= $2
     group by rule, severity`,
    [id, FIRST_HIT],
  );
  return rows.map(({ zh, en, ...row }) => ({ ...row, title: { zh, en } }));
}

type FaultRow = {
  file: string;
  sheet: string;
  row: number;
  col: string;
  field: string;
  value: string;
  rule: string;
  severity: FindingSeverity;
  zh: string;
  en: string;
  who?: string | null;
};

function toFault(row: FaultRow): ListedFault {
  const { col, zh, en, ...rest } = row;
  return { ...rest, column: col, message: { zh, en } };
}

/**
 * As a person reads the file: sheet by sheet, row by row, column by column; what data rules say of its rows behind all of
 * that. `$1` the import, `f` its faults.
 */
const IN_ORDER = {
  place: `left join (
      select s ->> 'file' as file, s ->> 'sheet' as sheet, min(o) as place
      from mingbai.import i, jsonb_array_elements(i.sheets) with ordinality as w(s, o) where i.id = $1 group by 1, 2
    ) w on w.file = f.file and w.sheet = f.sheet`,
  by: `f.number >= ${FIRST_HIT}, coalesce(w.place, 0), f.row, length(f.col), f.col, f.number`,
};

export interface FaultQuery {
  readonly rule?: string | undefined;
  readonly severity?: string | undefined;
  readonly offset: number;
  readonly limit: number;
}

export async function listFaults(
  tx: ReadTx,
  id: string,
  query: FaultQuery,
): Promise<{ total: number; rows: ListedFault[] }> {
  const where =
    'f.import = $1 and ($2::text is null or f.rule = $2) and ($3::text is null or f.severity = $3)';
  const values = [id, query.rule ?? null, query.severity ?? null];
  const rows = await tx.rows<FaultRow>(
    `select f.file, f.sheet, f.row, f.col, f.field, f.value, f.rule, f.severity, f.zh, f.en, f.who
     from mingbai.import_fault f ${IN_ORDER.place} where ${where} order by ${IN_ORDER.by} offset $4 limit $5`,
    [...values, query.offset, query.limit],
  );
  const count = await tx.find<{ n: number }>(
    `select count(*)::int as n from mingbai.import_fault f where ${where}`,
    values,
  );
  return { total: count?.n ?? 0, rows: rows.map(toFault) };
}

const AT_ONCE = 5000;

/** All of them, page by page, for the marked workbook. */
export async function* allFaults(tx: ReadTx, id: string): AsyncGenerator<ListedFault> {
  const ordered = await tx.rows<{ number: number }>(
    `select f.number from mingbai.import_fault f ${IN_ORDER.place} where f.import = $1 order by ${IN_ORDER.by}`,
    [id],
  );
  for (let at = 0; at < ordered.length; at += AT_ONCE) {
    const rows = await tx.rows<FaultRow & { number: number }>(
      `select f.number, f.file, f.sheet, f.row, f.col, f.field, f.value, f.rule, f.severity, f.zh, f.en
       from mingbai.import_fault f join unnest($2::integer[]) with ordinality as p(number, o) using (number)
       where f.import = $1 order by p.o`,
      [id, ordered.slice(at, at + AT_ONCE).map(({ number }) => number)],
    );
    for (const { number, ...row } of rows)
      yield number < FIRST_HIT ? toFault(row) : { ...toFault(row), doubt: true };
  }
}

export async function listRepairs(
  tx: ReadTx,
  id: string,
  query: { how?: string | undefined; offset: number; limit: number },
): Promise<{ total: number; rows: Omit<Repair, 'file'>[] }> {
  const where = 'import = $1 and ($2::text is null or how = $2)';
  const values = [id, query.how ?? null];
  const rows = await tx.rows<{
    sheet: string;
    row: number;
    column: string;
    field: string;
    from: string;
    to: string;
    how: RepairKind;
  }>(
    `select sheet, row, col as column, field, from_value as from, to_value as to, how from mingbai.import_repair
     where ${where} order by number offset $3 limit $4`,
    [...values, query.offset, query.limit],
  );
  const count = await tx.find<{ n: number }>(
    `select count(*)::int as n from mingbai.import_repair where ${where}`,
    values,
  );
  return { total: count?.n ?? 0, rows };
}
