import type { CasePage, CasesActed } from '@mingbai/core/api';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Signed } from '../../app/testing.ts';
import { ago, AGREED, Hall, TOWN, VILLAGE } from './testing.ts';

/** The seven steps of identification, as three people take them in the console. */
let hall: Hall;
let worker: Signed;
let town: Signed;
let clerk: Signed;
beforeAll(async () => {
  hall = await Hall.open();
  [worker, town, clerk] = [
    await hall.signIn('worker'),
    await hall.signIn('town'),
    await hall.signIn('clerk'),
  ];
}, 60_000);
afterAll(() => hall.close());

const NUMBER = '41152519800101123';
/** With its check digit. */
function identityOf(first17: string): string {
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  const sum = weights.reduce((total, weight, at) => total + weight * Number(first17[at]), 0);
  return first17 + '10X98765432'[sum % 11];
}
const members = [
  {
    'membership.relation': 'head',
    'person.name': '王大山',
    'person.identity_no': identityOf(NUMBER),
    'person.sex': 'male',
    'person.birth_date': '1980-01-01',
  },
  {
    'membership.relation': 'spouse',
    'person.name': '李秀英',
    'person.identity_no': identityOf('41152519820202124'),
    'person.sex': 'female',
    'person.birth_date': '1982-02-02',
  },
];
const application = { 'poverty-class': 'general', 'main-cause': 'illness', members, request: '因病致贫' };

let id = '';
async function step(
  who: Signed,
  base: number,
  action: string,
  on: number,
  more: object = {},
): Promise<CasesActed> {
  return hall.post(who, '/cases/act', { action, on: ago(on), cases: [{ id, base }], ...more });
}
const minutes = async () => [{ need: 'minutes', id: await hall.file('document') }];

test('a household applies: a case that only its own village, township and county see', async () => {
  const evidence = [{ need: 'application', id: await hall.file() }];
  const body = { procedure: 'identification', on: ago(40), subjects: [{ given: application, evidence }] };
  const done = await hall.post(worker, '/cases/open', body);
  expect(done.refused).toEqual([]);
  expect(done.accepted).toMatchObject([{ title: '王大山', state: 'applied', subject: null }]);
  id = done.accepted[0]?.case ?? '';
  const again = await hall.post(worker, '/cases/open', body);
  expect(again.accepted).toEqual([]);
  expect(again.refused).toMatchObject([
    { code: 'applied-already', what: { zh: '王大山家已有一件这项程序正在办理中' } },
  ]);
  const neighbour = await hall.signIn('neighbour');
  expect((await neighbour.call('GET', `/cases/${id}`)).statusCode).toBe(404);
  const kept = await hall.rows<{ given: string }>('select given::text from mingbai.procedure_action');
  expect(kept[0]?.given).not.toContain(NUMBER);
  const page = (await town.call('GET', `/cases/${id}`)).json<CasePage>();
  expect(JSON.stringify(page.given)).toContain('4115**********');
  expect(JSON.stringify(page)).not.toContain(NUMBER);
});

test('group, village and township take it on; nobody else, and not before its notice has run', async () => {
  const votes = { votes: AGREED };
  expect(await step(worker, 1, 'group-agree', 35, { ...votes, evidence: await minutes() })).toMatchObject({
    accepted: [{ state: 'group-notice', stateName: { zh: '组级公示' } }],
  });
  const early = await step(worker, 2, 'group-notice-over', 30);
  expect(early.refused).toMatchObject([{ code: 'notice-running', place: 0, title: '王大山' }]);
  expect(early.entry).toBeNull();
  expect((await step(worker, 2, 'group-notice-over', 29)).accepted).toHaveLength(1);
  const account = { 'income-year': 2025, 'income-wage': 800_000, 'income-transfer': 240_000 };
  const visit = { ...votes, given: { 'visit-finding': '住房老旧', ...account } };
  await step(worker, 3, 'village-agree', 28, { ...visit, evidence: await minutes() });
  await step(worker, 4, 'village-notice-over', 20);
  const other = await step(worker, 5, 'township-agree', 19, { given: { comparison: '无异常' } });
  expect(other.refused).toMatchObject([{ code: 'role', what: { zh: '“乡级复核通过”应由乡镇审核员办理' } }]);
  await step(town, 5, 'township-agree', 19, { given: { comparison: '无异常' } });
  const page = (await town.call('GET', `/cases/${id}`)).json<CasePage>();
  expect(page.open.map(({ action }) => action)).toContain('identify');
  expect(page.timeline.map(({ action }) => action)).toHaveLength(6);
  expect(page.notice).toMatchObject({ until: ago(12) });
});

test('identified: household and members stand in the register, sealed, from that day on', async () => {
  const done = await step(clerk, 6, 'identify', 5);
  expect(done.accepted).toMatchObject([{ state: 'identified', ended: 'done' }]);
  const household = done.accepted[0]?.subject ?? '';
  const page = (await worker.call('GET', `/households/${household}`)).json();
  expect(page).toMatchObject({ id: household });
  expect(JSON.stringify(page)).toContain('王大山');
  const [row] = await hall.rows(
    `select exit_state, household_type, poverty_class, main_cause, identified_on::text, valid_from::text, region::text, household_no
     from mingbai.household where id = $1`,
    [household],
  );
  expect(row).toMatchObject({
    exit_state: 'poor',
    household_type: 'poor',
    poverty_class: 'general',
    main_cause: 'illness',
    identified_on: ago(5),
    valid_from: ago(5),
    region: VILLAGE,
    household_no: expect.stringMatching(/^9411525\d{8}$/),
  });
  const account = await hall.rows(
    `select year, item, fen::int from mingbai.income where household_id = $1 order by item`,
    [household],
  );
  expect(account).toEqual([
    { year: 2025, item: 'transfer', fen: 240_000 },
    { year: 2025, item: 'wage', fen: 800_000 },
  ]);
  const reveal = { noun: 'person', field: 'identity_no', reason: '核对证件' };
  const [head] = await hall.rows<{ id: string }>(`select id::text from mingbai.person where name = '王大山'`);
  const shown = await clerk.call('POST', '/reveal', { ...reveal, id: head?.id });
  expect(shown.json<{ value: string }>().value).toBe(identityOf(NUMBER));
  expect(
    (await clerk.call('GET', `/households?q=${identityOf(NUMBER)}`)).json<{ rows: unknown[] }>().rows,
  ).toHaveLength(1);
  const cases = (await worker.call('GET', `/households/${household}/cases`)).json<CasePage[]>();
  expect(cases).toMatchObject([{ id, ended: 'done', timeline: { length: 7 } }]);
});

test('the rules are asked of whom it changed, and the journal says what was done in words', async () => {
  const [run] =
    await hall.rows(`select kind, cause::text = (select max(id)::text from mingbai.journal where command = 'procedure.act') as same
    from mingbai.rule_run`);
  expect(run).toEqual({ kind: 'entry', same: true });
  const auditor = await hall.signIn('auditor');
  const { rows } = (await auditor.call('GET', '/journal?limit=5&command=procedure.act')).json<{
    rows: { command: string; about: unknown; evidence: unknown[] }[];
  }>();
  expect(rows[0]).toMatchObject({
    command: 'procedure.act',
    about: { name: '王大山', more: '精准识别（七步法）' },
    changes: { step: { zh: '公示无异议，确认识别' }, written: { 'household.open': 1 } },
  });
});

test('the board of the township and of the village say where everybody stands', async () => {
  await hall.household(7);
  const evidence = [{ need: 'application', id: await hall.file() }];
  const given = { 'poverty-class': 'general', 'main-cause': 'illness', request: '缺劳力' };
  const opened = await hall.post(worker, '/cases/open', {
    procedure: 'identification',
    subjects: [{ household: '7', given, evidence }],
  });
  expect(opened.refused).toEqual([]);
  const board = (await town.call('GET', `/cases/board?region=${TOWN}`)).json();
  expect(board.cells).toMatchObject([{ place: { code: VILLAGE }, state: 'applied', count: 1, late: 0 }]);
  const village = (await worker.call('GET', `/villages/${VILLAGE}/board`)).json();
  expect(village.households.find(({ id: one }: { id: string }) => one === '7')).toMatchObject({
    head: '村民7A',
    members: 2,
    cases: [{ procedure: { zh: '精准识别（七步法）' }, state: 'applied', late: false }],
  });
  const dates = (await town.call('GET', `/cases/calendar?from=${ago(0)}&until=${ago(-60)}`)).json();
  expect(dates.dates).toMatchObject([{ what: 'due', count: 1, name: { zh: '组级评议' } }]);
});

test('whoever is registered does not apply again as somebody nobody knows', async () => {
  const evidence = [{ need: 'application', id: await hall.file() }];
  const body = { procedure: 'identification', subjects: [{ given: application, evidence }] };
  const { accepted, refused } = await hall.post(worker, '/cases/open', body);
  expect(accepted).toEqual([]);
  expect(refused).toMatchObject([
    {
      code: 'registered-already',
      what: { zh: expect.stringMatching(/^已在登记册中：王大山（户编号 9411525\d{8}）$/) },
      fix: { zh: expect.stringContaining('分户'), en: expect.stringContaining('split') },
    },
  ]);
});

test('who answers for it, what is done for it and what has ended is written by their procedures', async () => {
  const [made] = await hall.rows<{ id: string }>(
    `select household_id::text as id from mingbai.membership m join mingbai.person p on p.id = m.person_id where p.name = '王大山'`,
  );
  const subjects = [{ household: made?.id }];
  const confirm = async (procedure: string, given: object, evidence: object[] = []) => {
    const opened = await hall.post(worker, '/cases/open', {
      procedure,
      on: ago(3),
      subjects,
      given,
      evidence,
    });
    expect(opened.refused).toEqual([]);
    const cases = opened.accepted.map((one) => ({ id: one.case, base: 1 }));
    const done = await hall.post(town, '/cases/act', { action: 'confirm', on: ago(2), cases });
    expect(done.accepted).toMatchObject([{ ended: 'done' }]);
  };
  const proof = async () => [{ need: 'proof', id: await hall.file('signature') }];
  await confirm('change-responsible', {
    name: '周干部',
    unit: '县水利局',
    phone: '13800000001',
    since: ago(4),
  });
  await confirm(
    'change-measures',
    { water: ['supply'], employment: ['training'], since: ago(4) },
    await proof(),
  );
  type Page = { responsible: { values: Record<string, unknown> }[]; measures: { item: string }[] };
  const page = async () => (await worker.call('GET', `/households/${made?.id}`)).json<Page>();
  const [first] = (await page()).responsible;
  expect(first?.values).toMatchObject({ name: '周干部', from: ago(4) });
  await confirm('change-responsible', {
    leaves: first?.values['id'],
    name: '吴干部',
    unit: '县水利局',
    since: ago(3),
  });
  await confirm('change-measures', { ended: ['water'], since: ago(3) }, await proof());
  const now = await page();
  expect(now.measures.map(({ item }) => item)).toEqual(['employment']);
  expect(now.responsible.map(({ values }) => [values['name'], values['from'], values['to']])).toEqual([
    ['吴干部', ago(3), null],
    ['周干部', ago(4), ago(3)],
  ]);
});

/** By the steps of the guidance, from a lead to the county's decision, which is left to whoever asked. */
async function proposed(family: object[], given: object = {}): Promise<() => Promise<CasesActed>> {
  const lead = { risks: ['illness'], situation: '住院三个月', members: family };
  const opened = await hall.post(worker, '/cases/open', {
    procedure: 'monitoring',
    action: 'official-finds',
    on: ago(15),
    subjects: [{ given: lead }],
  });
  expect(opened.refused).toEqual([]);
  const one = opened.accepted[0]?.case ?? '';
  const go = async (who: Signed, base: number, action: string, on: number, more: object = {}) => {
    const done = await hall.post(who, '/cases/act', {
      action,
      on: ago(on),
      cases: [{ id: one, base }],
      ...more,
    });
    return done;
  };
  const visit = {
    'monitor-class': 'sudden',
    risks: ['illness', 'labour'],
    'per-capita-income': 6100,
    'visit-finding': '自付 3 万元',
  };
  const authorisation = [{ need: 'authorisation', id: await hall.file('signature') }];
  const film = [...(await minutes()), { need: 'meeting-film', id: await hall.file('film') }];
  expect((await go(worker, 1, 'visit', 13, { given: visit, evidence: authorisation })).refused).toEqual([]);
  expect((await go(worker, 2, 'village-agree', 12, { votes: AGREED, evidence: film })).refused).toEqual([]);
  expect((await go(worker, 3, 'notice-over', 6)).refused).toEqual([]);
  const opinion = { 'township-opinion': '情况属实', ...given };
  expect((await go(town, 4, 'township-agree', 5, { given: opinion })).refused).toEqual([]);
  return () => go(clerk, 5, 'county-confirm', 4, { given: { 'county-opinion': '同意' } });
}

test('a family under watch comes into the register with its risks, what is done for it and who answers for it', async () => {
  const head = {
    ...members[0],
    'person.name': '赵水生',
    'person.identity_no': identityOf('41152519750303127'),
  };
  const confirm = await proposed([{ ...head, 'person.birth_date': '1975-03-03' }], {
    'plan-industry': ['crops'],
    'plan-water': ['supply'],
    'responsible-name': '周干部',
    'responsible-phone': '13800000001',
  });
  const done = await confirm();
  expect(done.accepted).toMatchObject([{ state: 'watched', ended: 'done' }]);
  const household = done.accepted[0]?.subject ?? '';
  const [row] = await hall.rows(
    `select h.monitor_class, h.household_type, r.risks, r.identified_month::text, r.removed,
       (select jsonb_object_agg(item, chosen) from mingbai.measure where household_id = h.id) as measures,
       (select jsonb_agg(name) from mingbai.responsible where household_id = h.id) as people
     from mingbai.household h join mingbai.risk r on r.household_id = h.id where h.id = $1`,
    [household],
  );
  expect(row).toMatchObject({
    monitor_class: 'sudden',
    household_type: 'general',
    risks: ['illness', 'labour'],
    identified_month: `${ago(4).slice(0, 7)}-01`,
    removed: false,
    measures: { industry: ['crops'], water: ['supply'] },
    people: ['周干部'],
  });
  const [kept] = await hall.rows(`select applicants from mingbai.procedure_case where subject_id = $1`, [
    household,
  ]);
  expect(kept).toEqual({ applicants: null });
});

test('a family that came into the register another way meanwhile does not come into it twice', async () => {
  const identity = identityOf('41152519690404125');
  const head = {
    ...members[0],
    'person.name': '孙长根',
    'person.identity_no': identity,
    'person.birth_date': '1969-04-04',
  };
  const confirm = await proposed([head]);
  await hall.household(8);
  const hash = hall.server.server.services.vault.find(identity, 'identity').readBigInt64BE().toString();
  await hall.rows('update mingbai.person set identity_no_hash = $1 where id = 80', [hash]);
  const before = await hall.rows(`select count(*) from mingbai.household`);
  expect(await confirm()).toMatchObject({
    accepted: [],
    refused: [{ code: 'registered-already', what: { zh: expect.stringContaining('村民8A') } }],
  });
  expect(await hall.rows(`select count(*) from mingbai.household`)).toEqual(before);
});
