import { createHash } from 'node:crypto';
import type { Noun } from '@mingbai/core';
import type { ReadTx } from '@mingbai/store';
import { countySql, daySql, lastsSql, type RegisterView, tableOf } from '../bind/register.ts';
import { INCOME_YEAR } from '../check/facts-of-rows.ts';
import type { HouseholdRows, MemberRows, Row, VillageRows } from '../check/rows.ts';
import type { Needed } from './needed.ts';

type Found = Record<string, unknown> & { readonly id: string };

/**
 * Households of the register with what is needed around them, in the order of their ids; one that is not there is
 * left out. The questions are prepared, leave together and go by index.
 */
export async function readHouseholds(
  tx: ReadTx,
  view: RegisterView,
  needed: Needed,
  ids: readonly string[],
): Promise<HouseholdRows[]> {
  const ask = (sql: string | null): Promise<Found[]> =>
    sql === null
      ? Promise.resolve([])
      : // Other tables than the register's own are asked once and not again.
        tx.rows<Found>(sql, [ids], view.tables === undefined ? nameOf(sql) : undefined);
  const [households, members, work, condition, guarantee, risk, income, measure, responsible, village] =
    await Promise.all([
      ask(householdsSql(view, needed)),
      ask(membersSql(view, needed)),
      ask(workSql(view, needed)),
      ask(wideSql(view, needed, 'condition')),
      ask(wideSql(view, needed, 'guarantee')),
      ask(wideSql(view, needed, 'risk')),
      ask(incomeSql(view, needed)),
      ask(measureSql(view, needed)),
      ask(responsibleSql(view, needed)),
      ask(villagesSql(view, needed)),
    ]);
  const spells = new Map(work.map((row) => [row.id, row]));
  const around = new Map<string, Row>();
  const put = (id: string, row: Row) => around.set(id, Object.assign(around.get(id) ?? {}, row));
  for (const row of [...condition, ...guarantee, ...risk]) put(row.id, row);
  for (const { id, year, item, fen } of income)
    put(id, { [INCOME_YEAR]: year, [`income.${String(item)}`]: fen });
  for (const { id, item, chosen } of measure) put(id, { [`measure.${String(item)}`]: chosen });
  const membersOf = grouped(members, 'household');
  const responsibleOf = grouped(responsible, 'id');
  const villages = new Map(village.map((row): [string, VillageRows] => [row.id, { region: row.id, row }]));
  return households.map((row): HouseholdRows => ({
    id: row.id,
    region: String(row['region']),
    row: { ...row, ...around.get(row.id) },
    members: (membersOf.get(row.id) ?? []).map((one): MemberRows => ({
      id: one.id,
      row: { ...one, ...spells.get(one.id) },
      sameIdentity: count(one['same_identity']),
    })),
    responsible: responsibleOf.get(row.id) ?? [],
    village: villages.get(String(row['region'])) ?? { region: String(row['region']) },
    samePhone: count(row['same_phone']),
  }));
}

function count(value: unknown): number | null {
  return value === null || value === undefined ? null : Number(value);
}

function grouped(rows: readonly Found[], by: string): Map<string, Found[]> {
  const groups = new Map<string, Found[]>();
  for (const row of rows) {
    const key = String(row[by]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [row]);
    else group.push(row);
  }
  return groups;
}

function householdsSql(view: RegisterView, { columns, neighbours }: Needed): string {
  const county = countySql(view);
  const same = neighbours.has('households-of-phone')
    ? `, case when t.phone_hash is not null then (select count(*) from mingbai.household o where o.county = ${county} and o.phone_hash = t.phone_hash)
        + coalesce((select n from mingbai.phones_elsewhere(${county}, array[t.phone_hash])), 0) end as same_phone`
    : '';
  return `select t.id::text as id, lpad(t.region::text, 12, '0') as region${also(columns.household)}${same}
    from ${tableOf(view, 'household')} t where t.county = ${county} and t.id = any($1::bigint[]) order by t.id`;
}

function membersSql(view: RegisterView, { columns, neighbours }: Needed): string {
  const county = countySql(view);
  const asksSame = neighbours.has('persons-of-identity');
  const person = columns.person.size > 0 || asksSame;
  const same = asksSame
    ? `, case when t.identity_no_hash is not null then (select count(*) from mingbai.person o where o.county = ${county}
          and o.identity_no_hash = t.identity_no_hash and exists (select from mingbai.membership om
            where om.county = ${county} and om.person_id = o.id and ${lastsSql('om', view)}))
        + coalesce((select n from mingbai.identities_elsewhere(${county}, array[t.identity_no_hash])), 0) end as same_identity`
    : '';
  return `select m.household_id::text as household, m.person_id::text as id${also(columns.membership, 'm')}${also(columns.person)}${same}
    from ${tableOf(view, 'membership')} m${person ? ` join ${tableOf(view, 'person')} t on t.county = ${county} and t.id = m.person_id` : ''}
    where m.county = ${county} and m.household_id = any($1::bigint[]) and ${lastsSql('m', view)} order by m.person_id`;
}

function workSql(view: RegisterView, { columns }: Needed): string | null {
  const county = countySql(view);
  if (columns.work.size === 0) return null;
  return `select m.person_id::text as id${also(columns.work)} from ${tableOf(view, 'membership')} m
    cross join lateral (select * from ${tableOf(view, 'work')} w where w.county = ${county} and w.person_id = m.person_id
      and w.period <= ${daySql(view)} order by w.period desc limit 1) t
    where m.county = ${county} and m.household_id = any($1::bigint[]) and ${lastsSql('m', view)}`;
}

function wideSql(view: RegisterView, { columns }: Needed, noun: Noun): string | null {
  if (columns[noun].size === 0) return null;
  return `select t.household_id::text as id${also(columns[noun])} from ${tableOf(view, noun)} t
    where t.county = ${countySql(view)} and t.household_id = any($1::bigint[])`;
}

function incomeSql(view: RegisterView, { columns }: Needed): string | null {
  if (columns.income.size === 0) return null;
  const county = countySql(view);
  return `select t.household_id::text as id, t.year, t.item, t.fen from ${tableOf(view, 'income')} t
    where t.county = ${county} and t.household_id = any($1::bigint[]) and t.year = (select max(l.year) from ${tableOf(view, 'income')} l
      where l.county = ${county} and l.household_id = t.household_id and l.year <= extract(year from ${daySql(view)}))`;
}

function measureSql(view: RegisterView, { columns }: Needed): string | null {
  if (columns.measure.size === 0) return null;
  return `select t.household_id::text as id, t.item, t.chosen from ${tableOf(view, 'measure')} t
    where t.county = ${countySql(view)} and t.household_id = any($1::bigint[])`;
}

function responsibleSql(view: RegisterView, { columns }: Needed): string | null {
  if (columns.responsible.size === 0) return null;
  return `select t.household_id::text as id${also(columns.responsible)} from ${tableOf(view, 'responsible')} t
    where t.county = ${countySql(view)} and t.household_id = any($1::bigint[]) and ${lastsSql('t', view)} order by t.id`;
}

function villagesSql(view: RegisterView, { columns }: Needed): string | null {
  if (columns.village.size === 0) return null;
  const county = countySql(view);
  return `select lpad(t.region::text, 12, '0') as id${also(columns.village)}
    from (select distinct region from ${tableOf(view, 'household')} h0 where county = ${county} and id = any($1::bigint[])) h
    cross join lateral (select * from ${tableOf(view, 'village')} v where v.county = ${county} and v.region = h.region
      and v.year <= extract(year from ${daySql(view)}) order by v.year desc limit 1) t`;
}

function also(columns: ReadonlyMap<string, string>, row = 't'): string {
  const listed = [...columns].map(([name, sql]) => `${sql.replaceAll('t."', `${row}."`)} as "${name}"`);
  return listed.map((one) => `, ${one}`).join('');
}

const names = new Map<string, string>();

/** The connection keeps the plan under it. */
function nameOf(sql: string): string {
  let name = names.get(sql);
  if (name === undefined) {
    name = `rules_${createHash('sha256').update(sql).digest('hex').slice(0, 24)}`;
    names.set(sql, name);
  }
  return name;
}
