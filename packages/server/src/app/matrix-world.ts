import { procedureSchema, ROLE_NAMES, ROLES, regionCode, type RegionCode, type Role } from '@mingbai/core';
import { loadRegions, openRegionCatalogue, runCommand } from '@mingbai/store';
import pg from 'pg';
import { founder } from '../features/setup/install.ts';
import { GUSHI, testServer, type Signed, type TestServer } from './testing.ts';

/** Somewhere a role is bound, and the nearest place outside it, with all that must not be seen from there. */
export interface Foreign {
  readonly region: RegionCode;
  readonly township: RegionCode;
  readonly village: RegionCode;
  readonly household: string;
  readonly householdNo: string;
  readonly person: string;
  readonly user: string;
  readonly username: string;
  readonly grant: string;
  readonly session: string;
  readonly import: string;
  readonly finding: string;
  readonly case: string;
  readonly evidence: string;
  readonly paperJob: string;
  readonly draft: string;
  readonly trial: string;
  readonly made: string;
}

export interface World {
  readonly test: TestServer;
  readonly signed: ReadonlyMap<Role, Signed>;
  readonly foreignTo: (role: Role) => Foreign;
  /** Words that stand in foreign data and nowhere else. */
  readonly secrets: (role: Role) => readonly string[];
}

const OTHER_COUNTY = regionCode('411526');
const HERE = {
  county: GUSHI,
  township: regionCode('411525101'),
  village: regionCode('411525101201'),
} as const;
/** The nearest place outside: another county, another township of the county, another village of the township. */
const BESIDE = {
  county: { region: OTHER_COUNTY, township: regionCode('411526105'), village: regionCode('411526105210') },
  township: {
    region: regionCode('411525102'),
    township: regionCode('411525102'),
    village: regionCode('411525102201'),
  },
  village: {
    region: regionCode('411525101206'),
    township: regionCode('411525101'),
    village: regionCode('411525101206'),
  },
} as const;
type Level = keyof typeof HERE;

/** As much of a procedure as a case of somebody else needs. */
const EXIT = procedureSchema.parse({
  id: 'household-exit',
  zh: '退出',
  en: 'Exit',
  summary: { zh: '退出', en: 'Exit' },
  source: { zh: '测试', en: 'test' },
  quality: 'inferred',
  from: '2020-01-01',
  subject: 'household',
  states: {
    proposed: { zh: '已提出', en: 'Proposed' },
    gone: { zh: '撤回', en: 'Withdrawn', end: 'withdrawn' },
  },
  actions: {
    propose: { zh: '提出', en: 'Propose', from: ['new'], to: 'proposed', by: ['village_worker'] },
    withdraw: {
      zh: '撤回',
      en: 'Withdraw',
      from: ['proposed'],
      to: 'gone',
      by: ['village_worker', 'township_reviewer', 'county_clerk'],
    },
  },
});

/** A role at the lowest level it may be bound: the narrowest view. */
function levelFor(role: Role): Level {
  const levels: readonly string[] = ROLES[role].levels;
  return levels.includes('village') ? 'village' : levels.includes('township') ? 'township' : 'county';
}

/** A county with everybody in it, and beside each of them a place with a household, an account and an import. */
export async function makeWorld(): Promise<World> {
  const test = await testServer();
  const everybody = ROLE_NAMES.map((role) => ({
    username: role.replace('_', '-'),
    role,
    region: HERE[levelFor(role)],
    ...('department' in ROLES[role] ? { department: '教育体育局' } : {}),
  }));
  await test.install(everybody);
  await runCommand(
    test.server.services.database,
    founder('test'),
    { name: 'region.load', region: OTHER_COUNTY },
    async (tx) => {
      await loadRegions(tx, openRegionCatalogue(), OTHER_COUNTY);
      return { result: undefined, changes: {} };
    },
  );
  const owner = new pg.Client({ connectionString: test.database.ownerUrl });
  await owner.connect();
  const foreign = {
    county: await seed(test, owner, 'county'),
    township: await seed(test, owner, 'township'),
    village: await seed(test, owner, 'village'),
  };
  await owner.end();
  const signed = new Map<Role, Signed>();
  for (const { role, username } of everybody) signed.set(role, await test.signIn(username));
  return {
    test,
    signed,
    foreignTo: (role) => foreign[levelFor(role)],
    secrets: (role) => {
      const { householdNo, username, village } = foreign[levelFor(role)];
      return [householdNo, username, village, `外人${levelFor(role)}`, `外件${levelFor(role)}`];
    },
  };
}

async function seed(test: TestServer, owner: pg.Client, level: Level): Promise<Foreign> {
  const place = BESIDE[level];
  const county = Number(place.village.slice(0, 6));
  const householdNo = `HW-${level}-${place.village.slice(6)}`;
  const name = `外人${level}`;
  const username = `far.${level}`;
  // The account's home is there too: nobody here looks after it.
  await test.add([{ username, role: 'leader', region: OTHER_COUNTY }], OTHER_COUNTY);
  await owner.query('update mingbai.account set region = $1, name = $2 where username = $3', [
    place.region,
    name,
    username,
  ]);
  const one = async (text: string, values: unknown[]): Promise<string> => {
    const { rows } = await owner.query<{ id: string }>(text, values);
    return rows[0]?.id ?? '';
  };
  await test.signIn(username);
  const user = await one('select user_id as id from mingbai.account where username = $1', [username]);
  const grant = await one('update mingbai.role_grant set region = $2 where user_id = $1 returning id::text', [
    user,
    place.region,
  ]);
  const session = await one('select session_id as id from mingbai.session_grant where user_id = $1', [user]);
  const said = `'2026-01-01', now(), 1`;
  const household = await one(
    `insert into mingbai.household (county, id, region, household_no, exit_state, valid_from, known_from, entry)
     values ($1, nextval('mingbai.thing_id'), $2, $3, 'not_exited', ${said}) returning id::text`,
    [county, place.village, householdNo],
  );
  const person = await one(
    `insert into mingbai.person (county, id, region, person_no, name, name_initials, valid_from, known_from, entry)
     values ($1, nextval('mingbai.thing_id'), $2, $3, $4, 'wr', ${said}) returning id::text`,
    [county, place.village, `${householdNo}-1`, name],
  );
  await owner.query(
    `insert into mingbai.membership (county, id, region, household_id, person_id, relation, valid_from, known_from, entry)
     values ($1, nextval('mingbai.thing_id'), $2, $3, $4, 'head', ${said})`,
    [county, place.village, household, person],
  );
  const job = await one(
    `insert into mingbai.import (county, region, file, bytes, digest, stored_as, data_date, state, created_by, creator_name, actor_role)
     values ($1, $2, $3, 1, '\\x00', 'none', '2026-01-01', 'checked', $4, $5, 'county_clerk') returning id::text`,
    [county, place.region, `外件${level}.xlsx`, user, name],
  );
  const paperJob = await one(
    `insert into mingbai.paper_job (county, region, paper, format, size, state, created_by, creator_name, actor_role)
     values ($1, $2, 'handbook', 'pdf', 'A4', 'done', $3, $4, 'county_clerk') returning id::text`,
    [county, place.village, user, name],
  );
  const evidence = await one(
    `insert into mingbai.evidence (county, region, subject, kind, name, length, state, uploaded_by, uploader_name, actor_role,
       actor_region, sha256, bytes, media_type, thumbnail, entry)
     values ($1, $2, $3, 'photo', $4, 1, 'kept', $5, $6, 'village_worker', $2, '\\x00', 1, 'image/jpeg', true, 1) returning id::text`,
    [county, place.village, `household:${household}`, `外件${level}.jpg`, user, name],
  );
  const finding = await one(
    `insert into mingbai.finding (county, region, source, rule, rule_version, family, severity, noun, subject_id, household_id,
       facts, digest, state, opened_at, changed_at, entry, facts_entry)
     values ($1, $2, 'rule', 'test-01', '1', 'test', 'error', 'household', $3, $3, jsonb_build_object('名', $4::text), 'a', 'lead', now(), now(), 1, 1)
     returning id::text`,
    [county, place.village, household, name],
  );
  const draft = await one(
    `insert into mingbai.policy_draft (county, region, kind, name, content, version, state, created_by, creator_name, created_at, changed_at, entry)
     values ($1, $2, 'parameter', 'monitoring-line', $3, 'v', 'proposed', $4, $5, now(), now(), 1) returning id::text`,
    [
      county,
      place.region,
      { kind: 'parameter', value: 1, from: '2026-01-01', source: { zh: name, en: '' } },
      user,
      name,
    ],
  );
  const trial = await one(
    `insert into mingbai.policy_trial (county, region, decision, request, state, created_by, creator_name)
     values ($1, $2, '低于监测线', $3, 'running', $4, $5) returning id::text`,
    [
      county,
      place.region,
      { decision: '低于监测线', entry: null, on: '2026-01-01', set: {}, draft: null },
      user,
      name,
    ],
  );
  await owner.query(
    `insert into mingbai.policy_text (version, file, text) values ('v', 'none', '') on conflict do nothing`,
  );
  const made = await one(
    `insert into mingbai.decision_made (county, region, household_id, decision, version, on_day, facts, parameters, result, sentences,
       note, made_by, maker_name, made_at, entry)
     values ($1, $2, $3, '低于监测线', 'v', '2026-01-01', '{}', '[]', '""', '[]', $4, $5, $4, now(), 1) returning id::text`,
    [county, place.village, household, name, user],
  );
  const procedureCase = await one(
    `with edition as (insert into mingbai.procedure_edition (procedure, version, body) values ('household-exit', 'test', $5) on conflict do nothing),
       opened as (insert into mingbai.procedure_case (county, region, procedure, version, noun, subject_id, title, state, since, roles, actions,
         opened_at, changed_at, entry) values ($1, $2, 'household-exit', 'test', 'household', $3, $4, 'proposed', '2026-01-01', '{}', 1, now(), now(), 1)
         returning id)
     insert into mingbai.procedure_action (county, "case", n, region, action, state, "on", at, actor, role, entry)
     select $1, id, 1, $2, 'propose', 'proposed', '2026-01-01', now(), 'u', 'village_worker', 1 from opened returning "case"::text as id`,
    [county, place.village, household, name, JSON.stringify(EXIT)],
  );
  return {
    ...place,
    household,
    householdNo,
    person,
    user,
    username,
    grant,
    session,
    import: job,
    finding,
    evidence,
    case: procedureCase,
    paperJob,
    draft,
    trial,
    made,
  };
}
