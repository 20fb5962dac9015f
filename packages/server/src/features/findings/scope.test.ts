import type { Decided, FindingCounts, FindingPage, FindingRow } from '@mingbai/core/api';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Signed } from '../../app/testing.ts';
import { Office, PLACES, TOWN } from './testing.ts';

/** Who sees what, in lists, counts and decisions. */
let office: Office;
let clerk: Signed, town: Signed, worker: Signed, neighbour: Signed, leader: Signed;
beforeAll(async () => {
  office = await Office.open();
  [clerk, town, worker, neighbour, leader] = (await Promise.all(
    ['clerk', 'town', 'worker', 'neighbour', 'leader'].map((name) => office.signIn(name)),
  )) as [Signed, Signed, Signed, Signed, Signed];
});
afterAll(() => office.close());
beforeEach(async () => {
  await office.clear();
  await office.run([1, 2, 3, 4, [1, 'house-01']]);
});

const list = async (who: Signed, query = '') =>
  (await who.call('GET', `/findings${query}`)).json<{
    total: number | null;
    rows: FindingRow[];
    next: string | null;
  }>();
const counts = async (who: Signed, query: string) =>
  (await who.call('GET', `/findings/counts?${query}`)).json<FindingCounts>();

test('a village worker sees the village, in lists, counts, the household and the desk', async () => {
  const mine = await list(worker);
  expect([mine.total, new Set(mine.rows.map(({ region }) => region.code))]).toEqual([
    3,
    new Set([PLACES.here]),
  ]);
  expect((await counts(worker, 'by=village')).groups).toEqual([
    // With its township: villages of one name are many.
    {
      key: PLACES.here,
      label: { zh: expect.stringMatching(/^\S+[镇乡] \S+$/), en: expect.any(String) },
      count: 3,
      overdue: 0,
    },
  ]);
  expect((await counts(worker, 'by=rule')).total).toBe(3);
  expect((await worker.call('GET', '/findings/desk')).json()).toMatchObject({
    open: 3,
    mine: 0,
    since: null,
  });
  // What stands above a list counts those of its filter.
  const desk = async (query: string) =>
    (await clerk.call('GET', `/findings/desk?${query}`)).json<{ open: number }>();
  const [rule, ...rules] = (await counts(clerk, 'by=rule')).groups;
  expect(rules.length).toBeGreaterThan(0);
  expect((await desk(`rule=${rule?.key}`)).open).toBe(rule?.count);
  expect((await desk(`region=${PLACES.here}`)).open).toBe(
    (await list(clerk, `?region=${PLACES.here}`)).total,
  );
  expect((await worker.call('GET', `/findings/desk?region=${PLACES.beside}`)).statusCode).toBe(404);
  expect((await worker.call('GET', '/households/1/findings')).json<FindingRow[]>().length).toBe(2);
  for (const path of [
    '/households/3/findings',
    `/findings/${await office.idOf(3)}`,
    `/findings?region=${PLACES.beside}`,
  ])
    expect((await worker.call('GET', path)).statusCode, path).toBe(404);
  expect((await list(town)).total).toBe(4);
  expect((await list(clerk)).total).toBe(5);
  expect((await list(leader)).total).toBe(4);
});

test('what a row says: the rule in both languages with the facts, the household, who is responsible', async () => {
  const { rows } = await list(clerk, '?rule=age-01&region=411525102201');
  expect(rows).toMatchObject([
    {
      state: 'lead',
      severity: 'error',
      rule: { id: 'age-01', version: '2026.1', family: 'age', title: { zh: '规则age-01' } },
      message: { zh: '户主45岁', en: '户主4 is 5' },
      subject: { id: '4', name: '户主4' },
      household: { id: '4', household_no: 'H4', head: '户主4' },
      responsible: ['干部0'],
      assignee: null,
      overdue: false,
      times: 1,
    },
  ]);
});

test('filters and groups count the same findings', async () => {
  for (const by of ['rule', 'family', 'severity', 'state', 'village', 'township', 'assignee', 'age', 'due']) {
    const grouped = await counts(clerk, `by=${by}&state=any`);
    expect(
      grouped.groups.reduce((sum, { count }) => sum + count, 0),
      by,
    ).toBe(grouped.total);
    const filter = { village: 'region', township: 'region' }[by] ?? by;
    for (const { key, count } of grouped.groups)
      expect(
        (await list(clerk, `?${by === 'state' ? '' : 'state=any&'}${filter}=${key}`)).total,
        `${by} ${key}`,
      ).toBe(count);
  }
  const responsible = await counts(clerk, 'by=responsible');
  expect(responsible.groups.map(({ key, count }) => [key, count])).toEqual([
    ['干部1', 3],
    ['干部0', 2],
  ]);
  expect((await list(clerk, `?responsible=${encodeURIComponent('干部1')}`)).total).toBe(3);
});

test('pages follow each other by due day without a gap, notices without a day last', async () => {
  const all = await list(clerk);
  const paged: FindingRow[] = [];
  let next: string | null = '';
  do {
    const page: Awaited<ReturnType<typeof list>> = await list(
      clerk,
      `?limit=2${next === '' ? '' : `&after=${next}`}`,
    );
    paged.push(...page.rows);
    next = page.next;
  } while (next !== null);
  expect(paged.map(({ id }) => id)).toEqual(all.rows.map(({ id }) => id));
  expect(all.rows.map(({ due }) => due)).toEqual(all.rows.map(({ due }) => due).sort());
});

test('many at once: foreign ids are refused as if they were not, the others are done', async () => {
  const [own, foreign] = [await office.idOf(1), await office.idOf(3)];
  const decided = await worker.call('POST', '/findings/work', {
    ids: [own, foreign, '999999999'],
    action: 'confirm',
  });
  const body = decided.json<Decided>();
  expect([body.accepted, body.refusals]).toEqual([1, { 'not-found': 2 }]);
  expect(new Set(body.refused.map(({ code, message }) => `${code} ${message.zh}`)).size).toBe(1);
  expect([await office.stateOf(1), await office.stateOf(3)]).toEqual(['confirmed', 'lead']);
});

test('who may not decide hears so; who may only read decides nothing', async () => {
  const ids = [await office.idOf(1)];
  const dismiss = { ids, action: 'dismiss', reason: '核实无误', until: '2099-01-01' };
  expect((await worker.call('POST', '/findings/decide', dismiss)).statusCode).toBe(403);
  expect((await leader.call('POST', '/findings/work', { ids, action: 'confirm' })).statusCode).toBe(403);
  expect((await worker.call('GET', '/findings/people')).statusCode).toBe(403);
  expect((await worker.call('GET', '/findings/workbook')).statusCode).toBe(403);
});

test('a filter is held to the count that was seen', async () => {
  const ask = { filter: { rule: 'age-01' }, expected: 4, action: 'assign', to: { team: 'village' } };
  const changed = await clerk.call('POST', '/findings/decide', { ...ask, expected: 3 });
  expect([changed.statusCode, changed.json<{ code: string }>().code]).toEqual([409, 'list-changed']);
  expect((await clerk.call('POST', '/findings/decide', ask)).json<Decided>().accepted).toBe(4);
  expect((await list(worker, '?mine=true')).total).toBe(2);
  expect((await list(neighbour, '?mine=true')).total).toBe(1);
});

test('an account gets only what lies where it works; the people offered are those', async () => {
  const [user, id1, id3] = [await office.userOf('worker'), await office.idOf(1), await office.idOf(3)];
  const decided = await town.call('POST', '/findings/decide', {
    ids: [id1, id3],
    action: 'assign',
    to: { user },
    due: '2098-01-01',
  });
  expect(decided.json<Decided>()).toMatchObject({ accepted: 1, refusals: { 'assignee-outside': 1 } });
  const people = async (region: string) =>
    (await town.call('GET', `/findings/people?region=${region}`))
      .json<{ name: string }[]>()
      .map(({ name }) => name);
  expect(await people(PLACES.here)).toEqual(['town', 'worker']);
  expect(await people(TOWN)).toEqual(['town']);
  const page = (await worker.call('GET', `/findings/${id1}`)).json<FindingPage>();
  expect(page).toMatchObject({ state: 'assigned', due: '2098-01-01', assignee: { user, name: 'worker' } });
  expect(page.actions.map(({ action, actor }) => [action, actor])).toEqual([
    ['found', 'system'],
    ['assign', 'town'],
  ]);
  expect(page.may).toEqual(['confirm', 'propose', 'mend', 'comment']);
});

test('the same press twice does it once; nothing accepted leaves no entry', async () => {
  const ids = [await office.idOf(1)];
  const ask = { ids, action: 'confirm', key: 'press-0001' };
  const first = (await worker.call('POST', '/findings/work', ask)).json<Decided>();
  const second = (await worker.call('POST', '/findings/work', ask)).json<Decided>();
  expect([first.repeated, second.repeated, second.entry, second.accepted]).toEqual([
    false,
    true,
    first.entry,
    1,
  ]);
  const again = (await worker.call('POST', '/findings/work', { ids, action: 'confirm' })).json<Decided>();
  expect(again).toMatchObject({ entry: null, accepted: 0, refusals: { already: 1 } });
  const entries = await office.rows(
    `select from mingbai.journal where idempotency_key = 'finding/press-0001' or id > ${first.entry} and command = 'finding.confirm'`,
  );
  expect(entries.length).toBe(1);
});

test('what is new since I was last here', async () => {
  const desk = async () => (await town.call('GET', '/findings/desk')).json();
  expect((await town.call('POST', '/findings/seen')).statusCode).toBe(200);
  expect(await desk()).toMatchObject({ open: 4, opened: 0, closed: 0 });
  await office.run([1, 2, 3, 4, [2, 'house-01']]);
  await worker.call('POST', '/findings/work', {
    ids: [await office.idOf(1)],
    action: 'propose',
    reason: '已核实',
  });
  expect(await desk()).toMatchObject({ open: 4, opened: 1, closed: 1, proposed: 1, mine: 1 });
  const { since } = (await town.call('GET', '/findings/desk')).json<{ since: string }>();
  expect((await list(town, `?since=${encodeURIComponent(since)}`)).total).toBe(1);
});

test('a value that is none of the list is said to be wrong', async () => {
  for (const query of ['state=lost', 'severity=bad', 'age=12', 'by=x', 'region=1'])
    expect((await clerk.call('GET', `/findings/counts?by=rule&${query}`)).statusCode, query).toBe(400);
});
