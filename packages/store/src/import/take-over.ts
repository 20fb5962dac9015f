import type { ReadTx } from '../db/tx.ts';
import { ownNumberSql } from '../register/say.ts';
import { householdsOf } from './source.ts';
import type { StageLayout } from './layout.ts';

/**
 * Households that a procedure made bear a number of our own until the system above gives them one: a household of the
 * file that nobody knows by its number, and in which at least half of those live who are such a household by their
 * identity numbers, is that household. Its number is then a difference like any other, which the clerk sees.
 */
export async function takeOverNumbers(tx: ReadTx, layout: StageLayout, county: string): Promise<void> {
  const own = ownNumberSql('h.household_no', county);
  const some = await tx.find(
    `select from mingbai.household h where h.county = ${Number(county)} and ${own} limit 1`,
  );
  if (some === undefined) return;
  const sheets = await personSheets(tx, layout);
  if (sheets.length === 0) return;
  const rows = sheets.map(
    (sheet) =>
      `select household__household_no as number, person__identity_no_hash as hash from ${sheet}
       where not bad and person__identity_no_hash is not null and person__identity_no_placeholder is not true`,
  );
  await tx.run(
    `with theirs as materialized (
       select h.id, p.identity_no_hash as hash, count(*) over (partition by h.id) as members from mingbai.household h
       join mingbai.membership m on m.county = h.county and m.household_id = h.id and m."to" is null
       join mingbai.person p on p.county = m.county and p.id = m.person_id
       where h.county = ${Number(county)} and ${own} and p.identity_no_hash is not null
         and p.identity_no_placeholder is not true),
     met as (select t.id, f.number, count(distinct t.hash) as n from theirs t join (${rows.join(' union ')}) f on f.hash = t.hash
       group by t.id, f.number, t.members having count(distinct t.hash) * 2 >= t.members),
     one as (select distinct on (id) id, number, n from met order by id, n desc, number),
     taken as (select distinct on (number) id, number from one order by number, n desc, id)
     update ${householdsOf(layout)} e set known = k.id, id = k.id from taken k where e.household_no = k.number and e.known is null`,
  );
}

/** The person sheets of the import, whichever of its sheets is looked at: all of them come to one answer. */
async function personSheets(tx: ReadTx, { importId }: StageLayout): Promise<string[]> {
  const tables = await tx.rows<{ name: string }>(
    `select 'staging.' || quote_ident(t.relname) as name from pg_class t
     where t.relnamespace = 'staging'::regnamespace and t.relkind = 'r' and starts_with(t.relname, $1)
       and exists (select from pg_attribute a where a.attrelid = t.oid and a.attname = 'by_register')
       and (select count(*) from pg_attribute a where a.attrelid = t.oid
         and a.attname in ('household__household_no', 'person__identity_no_hash') and not a.attisdropped) = 2
     order by 1`,
    [`i${importId}_`],
  );
  return tables.map(({ name }) => name);
}
