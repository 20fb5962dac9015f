import { afterAll, beforeAll, expect, test } from 'vitest';
import { ELSEWHERE, Rows, VILLAGE, type Cells } from './testing.ts';

/** Who is who, and who belongs where, when files say it one after the other, out of order, or not quite. */
let rows: Rows;
beforeAll(async () => {
  rows = await Rows.open();
});
afterAll(() => rows.close());

const person = (household: string, number: string | null, name: string, more: Cells = {}): Cells => ({
  'household.household_no': household,
  'person.person_no': number,
  'person.name': name,
  'person.identity_no': null,
  'membership.relation': 'head',
  ...more,
});
const placeholder = (of: number) => ({ 'person.identity_no': `999999000${of}` });

/** `household person: until reason` of every membership in households whose number begins so. */
async function members(like: string): Promise<string[]> {
  const found = await rows.read<{ text: string }>(
    `select concat_ws(' ', h.household_no, p.name, m."to", m.reason) as text
     from mingbai.membership m join mingbai.household h on h.id = m.household_id join mingbai.person p on p.id = m.person_id
     where starts_with(h.household_no, $1) order by 1`,
    [like],
  );
  return found.map(({ text }) => text);
}

test('a placeholder is the number of many people and makes nobody another one', async () => {
  const two = [person('A1', null, '甲一', placeholder(1)), person('A2', null, '乙一', placeholder(1))];
  await rows.bring('monitor-object', two);
  const again = await rows.bring('monitor-object', two);
  expect(again).toMatchObject({ said: { person: [0, 0, 2], membership: [0, 0, 2] }, rules: [] });
  const third = await rows.bring(
    'monitor-object',
    [person('A3', null, '丙一', placeholder(1))],
    '2022-06-30',
  );
  expect(third.said['person']).toEqual([1, 0, 0]);
  expect(await members('A')).toEqual(['A1 甲一', 'A2 乙一', 'A3 丙一']);
});

test('people of the system above who share a placeholder are taken in again', async () => {
  const two = [person('B1', 'B1-1', '甲二', placeholder(2)), person('B2', 'B2-1', '乙二', placeholder(2))];
  await rows.bring('person-47', two);
  expect(await rows.bring('person-47', two)).toMatchObject({ said: { person: [0, 0, 2] }, rules: [] });
});

test('who has no number at all is whoever of the household bears the name', async () => {
  const two = [person('C1', null, '甲三'), person('C1', null, '乙三', { 'membership.relation': 'son' })];
  await rows.bring('monitor-object', two);
  expect((await rows.bring('monitor-object', two)).said['person']).toEqual([0, 0, 2]);
  const numbered = two.map((row, index) => ({ ...row, 'person.person_no': `C1-${index}` }));
  expect((await rows.bring('person-47', numbered)).said['person']).toEqual([0, 2, 0]);
  expect(await members('C')).toEqual(['C1 乙三', 'C1 甲三']);
});

test('a file that goes on naming the dead does not make them members again', async () => {
  const two = [
    person('D1', 'D1-1', '甲四'),
    person('D1', 'D1-2', '乙四', { 'membership.relation': 'spouse' }),
  ];
  await rows.bring('person-47', two);
  const died = { ...two[1], 'membership.to': '2022-03-01', 'membership.reason': 'death' };
  await rows.bring('person-47', [died], '2022-03-31');
  const { said, rules } = await rows.bring('person-47', two, '2022-06-30');
  expect(said['membership']).toEqual([0, 0, 1]);
  expect(rules).toEqual(['3 died-in-register']);
  // Who says it, too, is told nothing; nor is a file of a day on which they lived.
  expect((await rows.bring('person-47', [died], '2022-06-30')).rules).toEqual([]);
  expect((await rows.check(await rows.stage('person-47', two, '2022-02-01'))).rules).toEqual([]);
  await rows.bring('person-47', [{ ...two[1], 'household.household_no': 'D2' }], '2022-06-30');
  expect(await members('D')).toEqual(['D1 乙四 2022-03-01 death', 'D1 甲四']);
});

test('who comes back to a household is a member again, and the check says so', async () => {
  const here = person('E1', 'E1-1', '甲五');
  await rows.bring('person-47', [here], '2020-12-31');
  await rows.bring('person-47', [{ ...here, 'household.household_no': 'E2' }], '2021-06-30');
  const back = await rows.bring('person-47', [here], '2021-12-31');
  expect(back.said['membership']).toEqual([0, 1, 0]);
  expect(await members('E')).toEqual(['E1 甲五', 'E2 甲五 2021-12-31 move']);
  expect((await rows.bring('person-47', [here], '2021-12-31')).said['membership']).toEqual([0, 0, 1]);
});

test('why somebody came is not forgotten when a file names them once more', async () => {
  const came = person('E5', 'E5-1', '甲九', {
    'membership.from': '2021-03-01',
    'membership.reason': 'birth',
  });
  await rows.bring('person-47', [came]);
  const { 'membership.from': _from, 'membership.reason': _reason, ...plain } = came;
  expect((await rows.bring('person-47', [plain], '2022-06-30')).said['membership']).toEqual([0, 0, 1]);
  expect(await members('E5')).toEqual(['E5 甲九 birth']);
});

test('two who change places in one file change places', async () => {
  const two = [person('F1', 'F1-1', '甲六'), person('F2', 'F2-1', '乙六')];
  await rows.bring('person-47', two, '2020-12-31');
  const crossed = two.map((row, index) => ({ ...row, 'household.household_no': index === 0 ? 'F2' : 'F1' }));
  await rows.bring('person-47', crossed, '2021-06-30');
  expect(await members('F')).toEqual([
    'F1 乙六',
    'F1 甲六 2021-06-30 move',
    'F2 乙六 2021-06-30 move',
    'F2 甲六',
  ]);
});

test('an old file brought late makes nobody who has died since a member elsewhere', async () => {
  const one = person('G1', 'G1-1', '甲七');
  await rows.bring('person-47', [one], '2022-06-30');
  await rows.bring(
    'person-47',
    [{ ...one, 'membership.to': '2022-08-01', 'membership.reason': 'death' }],
    '2022-08-31',
  );
  await rows.bring('person-47', [{ ...one, 'household.household_no': 'G2' }], '2021-12-31');
  expect(await members('G')).toEqual(['G1 甲七 2022-08-01 death', 'G2 甲七 2022-06-30 move']);
});

const work = (household: string, identity: string, more: Cells): Cells => ({
  'household.household_no': household,
  'person.name': '甲八',
  'person.identity_no': identity,
  ...more,
});
const workOf = (number: string) =>
  rows.read(
    `select w.period::text, w.place, w.months::int, w.region::text from mingbai.work w join mingbai.person p on p.id = w.person_id
     where p.person_no = $1 order by w.period`,
    [number],
  );

test('what began in January stands beside what is said of the year', async () => {
  const identity = '11010519491231002X';
  const year = person('H1', 'H1-1', '甲八', {
    'person.identity_no': identity,
    'work.months': 5,
    'work.place': '南京',
  });
  await rows.bring('person-47', [year]);
  const january = work('H1', identity, { 'work.started': '2021-01-01', 'work.place': '泉州' });
  const march = work('H1', identity, { 'work.started': '2021-03-01', 'work.place': '东莞' });
  await rows.bring('work-away', [january, march]);
  expect(await workOf('H1-1')).toMatchObject([
    { place: '南京', months: 5 },
    { place: '泉州', months: null },
    { place: '东莞', months: null },
  ]);
  const again = await rows.bring('work-away', [january, march]);
  expect(again.said['work']).toEqual([0, 0, 2]);
  // Of the person, whom both rows name, one statement is made.
  const named = [
    { ...january, 'person.name': '甲八八' },
    { ...march, 'person.name': '甲八八' },
  ];
  expect((await rows.bring('work-away', named)).said['person']).toEqual([0, 1, 0]);
  expect(await rows.read(`select name from mingbai.person_past where person_no = 'H1-1'`)).toEqual([
    { name: '甲八' },
  ]);
});

test('a sheet of work makes no household, and moves nobody to another village', async () => {
  const identity = '110105194912310038';
  await rows.bring('person-47', [person('I1', 'I1-1', '甲八', { 'person.identity_no': identity })]);
  const unknown = await rows.bring(
    'work-away',
    [work('I9', identity, { 'work.place': '泉州' })],
    '2021-12-31',
    ELSEWHERE,
  );
  expect(unknown).toMatchObject({ said: { household: [0, 0, 0] }, rules: ['2 household-unknown'] });
  await rows.bring('person-47', [person('I2', 'I2-1', '乙八')], '2021-12-31', ELSEWHERE);
  await rows.bring('work-away', [work('I2', identity, { 'work.place': '泉州' })], '2021-12-31', ELSEWHERE);
  expect(await workOf('I1-1')).toMatchObject([{ place: '泉州', region: VILLAGE }]);
  const [at] = await rows.read(`select region::text from mingbai.person where person_no = 'I1-1'`);
  expect(at).toEqual({ region: VILLAGE });
});

test('whoever moves to a household of another village takes along what is said of their work', async () => {
  const one = person('J1', 'J1-1', '甲十', { 'work.months': 5 });
  await rows.bring('person-47', [one], '2020-12-31');
  const moved = person('J2', 'J1-1', '甲十');
  await rows.bring('person-47', [moved], '2021-12-31', ELSEWHERE);
  expect(await workOf('J1-1')).toMatchObject([{ months: 5, region: ELSEWHERE }]);
});

test('what a file says of a household on the row of another member is not lost', async () => {
  const said = { 'household.monitor_class': 'marginal', 'income.wage': 12_000_00 };
  await rows.bring('monitor-object', [
    person('K1', 'K1-1', '甲丑', { 'membership.relation': 'son' }),
    person('K1', 'K1-2', '乙丑', said),
  ]);
  const found = await rows.read(
    `select h.monitor_class, i.fen::int from mingbai.household h join mingbai.income i on i.household_id = h.id where h.household_no = 'K1'`,
  );
  expect(found).toEqual([{ monitor_class: 'marginal', fen: 12_000_00 }]);
});

test('a responsible person without a name is not another one each time', async () => {
  await rows.bring('person-47', [person('L1', 'L1-1', '甲寅')]);
  const nameless = {
    'household.household_no': 'L1',
    'responsible.name': null,
    'responsible.phone': '13812345678',
  };
  await rows.bring('responsible', [nameless]);
  expect((await rows.bring('responsible', [nameless])).said['responsible']).toEqual([0, 0, 1]);
});

test('one person in two rows of one day is taken in once, and the other row is told', async () => {
  const identity = '110105194912310046';
  const one = person('M1', 'M1-1', '甲卯', { 'person.identity_no': identity });
  const byYear = [
    { ...one, 'echo.year': null },
    { ...one, 'echo.year': 2021 },
  ];
  expect(await rows.bring('person-47', byYear)).toMatchObject({
    said: { person: [1, 0, 0] },
    rules: ['3 person-twice-in-file'],
  });
  const unnumbered = person('M2', null, '甲卯', { 'person.identity_no': identity });
  const { rules } = await rows.bring('person-47', [{ ...one, 'person.identity_no': null }, unnumbered]);
  expect(rules).toEqual(['3 person-twice-in-file']);
  expect(await members('M')).toEqual(['M1 甲卯']);
});

test('the certificate of disability is its bearer’s, whose identity number it begins with', async () => {
  const identity = '110105194912310054';
  await rows.bring('person-47', [person('N1', 'N1-1', '甲辰', { 'person.identity_no': identity })]);
  const bearer = person('N1', null, '甲辰', { 'person.identity_no': `${identity}43` });
  expect((await rows.bring('monitor-object', [bearer])).said['person']).toEqual([0, 1, 0]);
  const sister = person('N1', null, '甲辰', { 'person.identity_no': '11010519891231006243' });
  expect((await rows.bring('monitor-object', [sister])).said['person']).toEqual([1, 0, 0]);
  expect(await members('N')).toEqual(['N1 甲辰', 'N1 甲辰']);
});
