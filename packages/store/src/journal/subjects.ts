import type { ReadTx } from '../db/tx.ts';
import { lasting } from '../register/read-columns.ts';

/** What an entry is about, in words of the register: where it lies in the reader's scope. */
export interface SubjectName {
  /** An account's name, a file, a region, a person's name; of a household its number. */
  readonly name: string;
  /** Of a household its head; of a person the number of the household; of an account the name to sign in with. */
  readonly more: string | null;
  /** Of a case what it is about. */
  readonly noun?: string;
}

/** The names behind `noun:id`, each noun asked for once. Subjects of other nouns, or out of the scope, are left out. */
export async function subjectNames(
  tx: ReadTx,
  county: string,
  subjects: readonly string[],
): Promise<Map<string, SubjectName>> {
  const ids = new Map<string, string[]>();
  for (const subject of new Set(subjects)) {
    const [noun = '', id = ''] = split(subject);
    ids.set(noun, [...(ids.get(noun) ?? []), id]);
  }
  const names = new Map<string, SubjectName>();
  for (const [noun, wanted] of ids) {
    const sql = SQL[noun];
    const known = noun === 'account' ? wanted : wanted.filter((id) => /^\d{1,19}$/.test(id));
    if (sql === undefined || known.length === 0) continue;
    const values = sql.includes('$2') ? [known, county] : [known];
    for (const { id, ...name } of await tx.rows<SubjectName & { id: string }>(sql, values))
      names.set(`${noun}:${id}`, name);
  }
  return names;
}

const SQL: Readonly<Record<string, string>> = {
  account:
    'select user_id as id, name, username as more from mingbai.account where user_id = any($1::text[])',
  import: 'select id::text, file as name, null as more from mingbai.import where id = any($1::bigint[])',
  evidence: 'select id::text, name, null as more from mingbai.evidence where id = any($1::bigint[])',
  region: `select distinct on (code) lpad(code::text, 12, '0') as id, name, null as more from mingbai.region
    where code = any($1::bigint[]) order by code, valid_from desc`,
  household: `select h.id::text, h.household_no as name,
      (select p.name from mingbai.membership m join mingbai.person p on p.county = m.county and p.id = m.person_id
       where m.county = h.county and m.household_id = h.id and m.relation = 'head' and ${lasting('m')} order by p.id limit 1) as more
    from mingbai.household h where h.county = $2::integer and h.id = any($1::bigint[])`,
  person: `select p.id::text, p.name,
      (select h.household_no from mingbai.membership m join mingbai.household h on h.county = m.county and h.id = m.household_id
       where m.county = p.county and m.person_id = p.id and ${lasting('m')} order by h.id limit 1) as more
    from mingbai.person p where p.county = $2::integer and p.id = any($1::bigint[])`,
  case: `select c.id::text, c.title as name, e.body ->> 'zh' as more, c.noun from mingbai.procedure_case c
    join mingbai.procedure_edition e on e.procedure = c.procedure and e.version = c.version
    where c.county = $2::integer and c.id = any($1::bigint[])`,
  village: `select distinct on (code) lpad(code::text, 12, '0') as id, name, null as more from mingbai.region
    where code = any($1::bigint[]) order by code, valid_from desc`,
  notice: `select id::text, title_zh as name, place as more from mingbai.notice where county = $2::integer and id = any($1::bigint[])`,
  policy_draft: `select id::text, name, null as more from mingbai.policy_draft where id = any($1::bigint[])`,
  'case-list': `select id::text, name, null as more from mingbai.procedure_list where county = $2::integer and id = any($1::bigint[])`,
  responsible: `select id::text, name, null as more from mingbai.responsible where name is not null and county = $2::integer and id = any($1::bigint[])`,
};

function split(subject: string): [noun: string, id: string] {
  const at = subject.indexOf(':');
  return [subject.slice(0, at), subject.slice(at + 1)];
}

/** Six digits of a county → its name. */
export async function countyNames(tx: ReadTx, counties: readonly string[]): Promise<Map<string, string>> {
  const regions = await subjectNames(
    tx,
    '',
    [...new Set(counties)].map((county) => `region:${county.padEnd(12, '0')}`),
  );
  return new Map([...regions].map(([subject, { name }]) => [subject.slice(7, 13), name]));
}
