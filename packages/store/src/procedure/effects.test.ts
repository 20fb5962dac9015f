import { addDays, checkDigit } from '@mingbai/core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { runCommand } from '../journal/command.ts';
import { findHouseholdPage, type Days } from '../register/read-household.ts';
import { followCases, moveCases } from './follow.ts';
import { APPLY, CHANGE } from './testing-procedures.ts';
import { Chamber, COUNTY, OTHER, VILLAGE } from './testing.ts';

/** What a step says in the register, seen on its day, before it, and as it was known before. */
let chamber: Chamber;
let today: string;
let yesterday: string;
beforeAll(async () => {
  chamber = await Chamber.open(3);
  today = chamber.today;
  yesterday = addDays(today, -1);
}, 60_000);
afterAll(() => chamber.close());
beforeEach(() => chamber.populate(3));

const numberOf = (first17: string) => first17 + checkDigit(first17);

async function change(action: string, household: string, given: Record<string, unknown>, on = today) {
  const opening = { subject: household, brought: chamber.brought({ given, on }) };
  const done = await chamber.begin(CHANGE, action, [opening]);
  if (done.accepted.length !== 1) throw new Error(JSON.stringify(done.refused));
  return done;
}

async function members(household: string, days: Days = {}): Promise<Record<string, unknown>> {
  const read = (tx: Parameters<typeof findHouseholdPage>[0]) =>
    findHouseholdPage(tx, chamber.area(), household, days);
  const page = await chamber.database.read({ region: COUNTY, user: '' }, read);
  const lasting = (page?.members ?? []).filter(({ lasts }) => lasts);
  return Object.fromEntries(lasting.map(({ name, membership }) => [name ?? '', membership['relation']]));
}
const newHousehold = async () =>
  (await chamber.rows<{ id: string }>('select id::text from mingbai.household where id > 100000'))[0]?.id ??
  '';

test('a child is born and has no number yet: a member from that day on', async () => {
  const given = { name: '户1子', sex: 'male', born: yesterday, relation: 'son' };
  await change('birth', '1', given);
  expect(await members('1')).toEqual({ 户1员0: 'head', 户1员1: 'spouse', 户1子: 'son' });
  expect(await members('1', { asOf: yesterday })).toEqual({ 户1员0: 'head', 户1员1: 'spouse' });
  const [row] = await chamber.rows(
    `select p.name_initials is not null as initials, p.identity_no_hash, p.person_no, m."from"::text, m.reason, h.size_declared
     from mingbai.person p join mingbai.membership m on m.person_id = p.id join mingbai.household h on h.id = m.household_id where p.id > 100000`,
  );
  expect(row).toMatchObject({
    initials: true,
    identity_no_hash: null,
    from: today,
    reason: 'birth',
    size_declared: 3,
  });
});

test('the number comes later, and somebody whom the register knows by it moves instead of being born again', async () => {
  const identity = numberOf('41152520000101002');
  const given = { name: '户1女', sex: 'female', born: '2000-01-01', relation: 'daughter', identity };
  await change('birth', '1', given, yesterday);
  await change('birth', '2', { ...given, relation: 'daughter-in-law' });
  expect(await members('1')).not.toHaveProperty('户1女');
  expect(await members('1', { asOf: yesterday })).toHaveProperty('户1女');
  expect(await members('2')).toMatchObject({ 户1女: 'daughter-in-law' });
  expect(await chamber.rows(`select count(*)::int as n from mingbai.person where name = '户1女'`)).toEqual([
    { n: 1 },
  ]);
});

test('the head dies and the wife stands for the household; nobody outside it can die in it', async () => {
  await change('death', '1', { who: '10' });
  expect(await members('1')).toEqual({ 户1员1: 'head' });
  expect(await members('1', { asOf: yesterday })).toEqual({ 户1员0: 'head', 户1员1: 'spouse' });
  await expect(change('death', '1', { who: '20' })).rejects.toThrow('不是本户现有成员');
  await expect(change('death', '1', { who: '10' })).rejects.toThrow('不是本户现有成员');
});

test('a household splits and comes together again; every day says who lived where', async () => {
  await change('split', '1', { who: ['11'] }, yesterday);
  const split = await newHousehold();
  expect([await members('1'), await members(split)]).toEqual([{ 户1员0: 'head' }, { 户1员1: 'head' }]);
  const [row] = await chamber.rows(
    `select exit_state, size_declared, region::text, valid_from::text from mingbai.household where id = $1`,
    [split],
  );
  expect(row).toEqual({ exit_state: 'poor', size_declared: 1, region: VILLAGE, valid_from: yesterday });
  await change('merge', '1', { other: split });
  expect(await members('1')).toEqual({ 户1员0: 'head', 户1员1: 'other' });
  expect(await members(split)).toEqual({});
  expect(await members('1', { asOf: yesterday })).toEqual({ 户1员0: 'head' });
  expect(await members('1', { asOf: addDays(yesterday, -1) })).toEqual({ 户1员0: 'head', 户1员1: 'spouse' });
  expect(await members('1', { knownAt: yesterday })).toEqual({ 户1员0: 'head', 户1员1: 'spouse' });
});

test('somebody must stay in a household that splits; a household is not merged into itself', async () => {
  await expect(change('split', '1', { who: ['10', '11'] })).rejects.toThrow('至少留一人');
  await expect(change('merge', '1', { other: '1' })).rejects.toThrow('就是本户');
  await expect(change('merge', '1', { other: '77' })).rejects.toThrow('登记册中没有');
});

test('people of a household merged from another village live in this one', async () => {
  await change('merge', '1', { other: '3' });
  expect(Object.keys(await members('1'))).toHaveLength(4);
  const regions = await chamber.rows('select distinct region::text from mingbai.person where id in (30, 31)');
  expect(regions).toEqual([{ region: VILLAGE }]);
});

test('an application of a household that nobody knows: sealed until it is registered, then in the register', async () => {
  const row = (relation: string, name: string, first17: string) => ({
    'membership.relation': relation,
    'person.name': name,
    'person.identity_no': numberOf(first17),
  });
  const given = {
    members: [row('head', '赵一', '41152519800101001'), row('spouse', '钱二', '41152519820202002')],
  };
  const opening = { subject: null, region: VILLAGE, brought: chamber.brought({ given, on: yesterday }) };
  const opened = await chamber.begin(APPLY, 'apply', [opening], {}, chamber.worker);
  expect(opened.refused).toEqual([]);
  const id = opened.accepted[0]?.case ?? '';
  const [kept] = await chamber.rows<{ given: string; title: string }>(
    `select a.given::text, c.title from mingbai.procedure_action a join mingbai.procedure_case c on c.id = a."case"`,
  );
  expect(kept?.given).not.toContain('19800101');
  expect(kept).toMatchObject({ title: '赵一', given: expect.stringMatching(/4115\*{10}001[\dX]/) });
  await chamber.act('register', { [id]: { base: 1 } });
  expect(await members(await newHousehold())).toEqual({ 赵一: 'head', 钱二: 'spouse' });
  const [subject] = await chamber.rows(
    `select c.subject_id = h.id as same, h.size_declared, h.identified_on::text from mingbai.procedure_case c, mingbai.household h where h.id > 100000`,
  );
  expect(subject).toEqual({ same: true, size_declared: 2, identified_on: today });
});

test('somebody who belongs to a household of the register does not apply as one that nobody knows', async () => {
  const identity = numberOf('41152519750101003');
  await change('birth', '1', { name: '户1弟', sex: 'male', born: '1975-01-01', relation: 'other', identity });
  const given = {
    members: [{ 'membership.relation': 'head', 'person.name': '户1弟', 'person.identity_no': identity }],
  };
  const opening = { subject: null, region: VILLAGE, brought: chamber.brought({ given }) };
  const opened = await chamber.begin(APPLY, 'apply', [opening], {}, chamber.worker);
  expect(opened.accepted).toEqual([]);
  expect(opened.refused).toMatchObject([
    { refusal: { code: 'registered-already', details: { who: '户1弟', household: 'H1' } } },
  ]);
});

test('income of a year: an item is said anew, what it was stays in the past, and what is the same writes nothing', async () => {
  const lastYear = Number(yesterday.slice(0, 4)) - 1;
  await change('income', '1', { wage: 100_000, expense: 5_000 }, yesterday);
  await change('income', '1', { wage: 250_000, expense: 5_000 });
  await change('income', '1', { wage: 1, year: 2019 });
  const now = await chamber.rows(
    `select year, item, fen::int, valid_from::text as day from mingbai.income where household_id = 1 order by year, item`,
  );
  expect(now).toEqual([
    { year: 2019, item: 'wage', fen: 1, day: today },
    { year: lastYear, item: 'expense', fen: 5_000, day: yesterday },
    { year: lastYear, item: 'wage', fen: 250_000, day: today },
  ]);
  const past = await chamber.rows(`select item, fen::int, valid_from::text as day from mingbai.income_past`);
  expect(past).toEqual([{ item: 'wage', fen: 100_000, day: yesterday }]);
  // A statement of an earlier day than the newest one is a statement about the past.
  await change('income', '1', { wage: 70_000 }, addDays(yesterday, -1));
  const fen = await chamber.rows(
    `select (select fen::int from mingbai.income where item = 'wage' and year = $1) as now, (select count(*)::int from mingbai.income_past) as past`,
    [lastYear],
  );
  expect(fen).toEqual([{ now: 250_000, past: 2 }]);
});

test('measures begin and end: the page of a day shows those of that day', async () => {
  const measures = async (days: Days = {}) => {
    const page = await chamber.database.read({ region: COUNTY, user: '' }, (tx) =>
      findHouseholdPage(tx, chamber.area(), '1', days),
    );
    return Object.fromEntries((page?.measures ?? []).map(({ item, chosen }) => [item, chosen]));
  };
  await change('help', '1', { employment: ['training'], water: ['supply'] }, yesterday);
  const done = await change('help', '1', { ended: ['water', 'health'] });
  expect(done.written).toEqual({ 'measure.end': 1 });
  expect(await measures()).toEqual({ employment: ['training'] });
  expect(await measures({ asOf: yesterday })).toEqual({ employment: ['training'], water: ['supply'] });
  await expect(change('help', '1', { ended: ['weather'] })).rejects.toThrow('请从选项中选择');
});

test('who answers for a household is handed over: two lines, each with its days; only who does so now can leave', async () => {
  await change('help', '1', { comes: '周干部', phone: '13800000001' }, yesterday);
  const [first] = await chamber.rows<{ id: string; sealed: boolean }>(
    `select id::text, phone_sealed is not null as sealed from mingbai.responsible`,
  );
  expect(first?.sealed).toBe(true);
  await change('help', '1', { leaves: first?.id ?? '', comes: '吴干部' });
  const lines = `select name, "from"::text, "to"::text from mingbai.responsible order by id`;
  expect(await chamber.rows(lines)).toEqual([
    { name: '周干部', from: yesterday, to: today },
    { name: '吴干部', from: today, to: null },
  ]);
  const past = await chamber.rows(`select name, "to" from mingbai.responsible_past`);
  expect(past).toEqual([{ name: '周干部', to: null }]);
  await expect(change('help', '1', { leaves: first?.id ?? '' })).rejects.toThrow('不是本户现任帮扶责任人');
  await expect(change('help', '2', { leaves: '77' })).rejects.toThrow('不是本户现任帮扶责任人');
  await change('help', '1', { comes: '周干部' });
  expect((await chamber.rows(lines))[0]).toEqual({ name: '周干部', from: today, to: null });
});

test('cases go along when their household moves or their village is merged', async () => {
  const [first = '', second = ''] = await chamber.exits([1, 2]);
  await chamber.owner.query(`update mingbai.household set region = ${OTHER} where id = 1`);
  await runCommand(chamber.database, chamber.clerk, { name: 'test.move', region: COUNTY }, async (tx) => {
    await followCases(tx, '411525', ['1', '2']);
    await moveCases(tx, '411525', [{ from: VILLAGE, to: '411525101206' }]);
    return { result: undefined, changes: {} };
  });
  const rows = await chamber.rows('select id::text, region::text from mingbai.procedure_case order by id');
  expect(rows).toEqual([
    { id: first, region: OTHER },
    { id: second, region: '411525101206' },
  ]);
});
