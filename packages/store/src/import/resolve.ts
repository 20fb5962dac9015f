import type { ReadTx } from '../db/tx.ts';
import { day } from './compare.ts';
import { hasOwnIdentity, identityAgrees, stagedName, type StageLayout } from './layout.ts';
import { ownNumberSql } from '../register/say.ts';
import { householdsOf, personsOf } from './source.ts';
import { takeOverNumbers } from './take-over.ts';

/**
 * Finds which households and persons of the file the register knows already, and gives the others their
 * future ids. Leaves two tables beside the staging table: `…_households (n, household_no, region, known, id)`
 * and `…_persons (n, household_id, known, id, region, dead)`; `n` is the staging row that speaks for the thing,
 * `region` where the register has a person of whose work is told, `dead` who had died by the day of the data.
 * Runs again before each check and each commit, because the register moves on.
 */
export async function resolve(tx: ReadTx, layout: StageLayout, county: string): Promise<void> {
  const households = householdsOf(layout);
  const persons = personsOf(layout);
  await tx.run(`drop table if exists ${households}, ${persons}`);
  const number = stagedName(layout, 'household.household_no');
  if (number === undefined) return;
  await tx.run(
    `create unlogged table ${households} as
     select f.n, f.household_no, f.region, h.id as known, coalesce(h.id, nextval('mingbai.thing_id')) as id
     from (select distinct on (${number}) n, ${number} as household_no, region from ${layout.table}
           where not bad and ${number} is not null order by ${number}${fullestFirst(layout)}, n) f
     left join mingbai.household h on h.county = ${Number(county)} and h.household_no = f.household_no`,
  );
  await takeOverNumbers(tx, layout, county);
  await tx.run(`analyze ${households}`);
  if (layout.rowOf !== 'person' && layout.rowOf !== 'work') return;
  const own = stagedName(layout, 'person.person_no');
  const identity = stagedName(layout, 'person.identity_no');
  const byIdentity =
    identity === undefined
      ? 'null::bigint'
      : `(select p.id from mingbai.person p where p.county = ${Number(county)} and ${hasOwnIdentity(layout, 's')} and p.identity_no_hash = s.${identity}${own === undefined ? '' : ` and (s.${own} is null or p.person_no is null or ${ownNumberSql('p.person_no', county)})`} limit 1)`;
  const found = await countPersons(tx, county);
  // By number they are joined, a million at once; by identity only those are looked up who have not been found.
  const joined = found && own !== undefined;
  const byNumber = joined
    ? `left join mingbai.person o on o.county = ${Number(county)} and o.person_no = s.${own}`
    : '';
  const known = !found ? 'null::bigint' : joined ? `coalesce(o.id, ${byIdentity})` : byIdentity;
  await tx.run(
    `create unlogged table ${persons} as
     select k.n, k.household_id, k.household_known, k.known, coalesce(k.known, nextval('mingbai.thing_id')) as id,
       null::bigint as region, false as dead
     from (select s.n, h.id as household_id, h.known as household_known, ${known} as known
           from ${layout.table} s join ${households} h on h.household_no = s.${number} ${byNumber} where not s.bad) k`,
  );
  await tx.run(`analyze ${persons}`);
  if (!found) return;
  await knowByName(tx, layout, county);
  await tx.run(
    layout.rowOf === 'work'
      ? `update ${persons} e set region = p.region from mingbai.person p where p.county = ${Number(county)} and p.id = e.known`
      : // Files of the system above go on naming the dead for months.
        `update ${persons} e set dead = true from mingbai.membership d
         where d.county = ${Number(county)} and d.person_id = e.known and d.reason = 'death' and d."to" <= '${day(layout.dataDate)}'`,
  );
}

/**
 * Who has neither a number nor an identity number by which they could be known (a newborn, a placeholder) is whoever of
 * the household bears the name, if one alone does and no number speaks against it.
 */
async function knowByName(tx: ReadTx, layout: StageLayout, county: string): Promise<void> {
  const persons = personsOf(layout);
  const name = stagedName(layout, 'person.name');
  const open = 'known is null and household_known is not null';
  if (name === undefined || (await tx.find(`select from ${persons} where ${open} limit 1`)) === undefined)
    return;
  const own = stagedName(layout, 'person.person_no');
  const numberFits =
    own === undefined
      ? 'true'
      : `(s.${own} is null or p.person_no is null or ${ownNumberSql('p.person_no', county)})`;
  // Of two rows that bear it one is that person; work is told of a person in many rows.
  const once = layout.rowOf === 'person' ? 'distinct on (id) ' : '';
  await tx.run(
    `update ${persons} e set known = f.id, id = f.id from (
       select ${once}n, id from (
         select e.n, min(p.id) as id from ${persons} e join ${layout.table} s on s.n = e.n
         join mingbai.membership m on m.county = ${Number(county)} and m.household_id = e.household_known
         join mingbai.person p on p.county = m.county and p.id = m.person_id and p.name = s.${name}
         where e.known is null and e.household_known is not null and ${numberFits}
           and ${identityAgrees(layout)}
         group by e.n having count(distinct p.id) = 1
       ) one where not exists (select from ${persons} o where o.known = one.id)${once && ' order by id, n'}
     ) f where e.n = f.n`,
  );
}

/** Of the rows of a household's members the one that says most of the household speaks for it; mostly all say the same. */
function fullestFirst(layout: StageLayout): string {
  const told = layout.fields.filter(
    ({ noun, field }) => !OF_MEMBERS.has(noun) && field.key !== 'household.household_no',
  );
  if (layout.rowOf !== 'person' || told.length === 0) return '';
  return `, num_nonnulls(${told.map(({ staged }) => staged[0]?.name).join(', ')}) desc`;
}

const OF_MEMBERS: ReadonlySet<string> = new Set(['person', 'membership', 'work']);

/** An empty register needs no look-ups: the first import is the largest. */
async function countPersons(tx: ReadTx, county: string): Promise<boolean> {
  return (await tx.find(`select from mingbai.person where county = $1 limit 1`, [county])) !== undefined;
}
