import { regionCode } from '@mingbai/core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { runCommand } from '../journal/command.ts';
import { findArea } from '../register/read-area.ts';
import { decideFindings, type Decision } from './decide.ts';
import { followFindings, moveFindings } from './follow.ts';
import { COUNTY, hitOf, Ledger, VILLAGE } from './testing.ts';

let ledger: Ledger;
beforeAll(async () => {
  ledger = await Ledger.open();
});
afterAll(() => ledger.close());
beforeEach(async () => {
  await ledger.clear();
  await ledger.run([hitOf(1), hitOf(2), hitOf(3, { region: '411525102201' })]);
});

const states = () =>
  ledger.rows<{ n: number; state: string }>(
    'select household_id::int as n, state from mingbai.finding order by household_id',
  );

test.each<[string, Decision, string]>([
  ['without a reason', { action: 'dismiss', until: '2099-01-01' }, 'needs-reason'],
  ['a reason of blanks', { action: 'propose', reason: '   ' }, 'needs-reason'],
  ['without an end', { action: 'dismiss', reason: '核实无误' }, 'needs-until'],
  ['an end that has gone', { action: 'dismiss', reason: '核实无误', until: '2020-01-01' }, 'needs-until'],
  ['to nobody', { action: 'assign' }, 'needs-assignee'],
  ['to somebody who does not work there', { action: 'assign', to: { user: 'nobody' } }, 'assignee-outside'],
  ['nothing was proposed', { action: 'refuse', reason: '不同意' }, 'state'],
  ['nothing was mended', { action: 'pass' }, 'state'],
])('a decision is refused: %s', async (_why, decision, code) => {
  const id = await ledger.idOf(1);
  const outcome = await ledger.decide([id], decision);
  expect(outcome).toEqual({ accepted: 0, refusals: { [code]: 1 }, refused: [{ place: 0, id, code }] });
  expect((await ledger.lines()).length).toBe(3);
});

test('of many, those that fit are done and the others say why; an id twice counts once', async () => {
  await ledger.take(1, 'confirm');
  const ids = [await ledger.idOf(1), await ledger.idOf(2), await ledger.idOf(2), '999999999'];
  expect(await ledger.decide(ids, { action: 'confirm' })).toMatchObject({
    accepted: 1,
    refusals: { already: 1, 'not-found': 1 },
  });
  expect((await states()).map(({ state }) => state)).toEqual(['confirmed', 'confirmed', 'lead']);
});

test('two who decide the same at the same time: one does it, the other hears that it is done', async () => {
  const ids = [await ledger.idOf(1), await ledger.idOf(2), await ledger.idOf(3)];
  const both = await Promise.all([
    ledger.decide(ids, { action: 'confirm' }),
    ledger.decide(ids.toReversed(), { action: 'confirm' }),
  ]);
  expect(both.map(({ accepted }) => accepted).sort((a, b) => a - b)).toEqual([0, 3]);
  expect((await ledger.lines()).filter(({ action }) => action === 'confirm').length).toBe(3);
});

test('a filter decides over what it held when it was seen, and over nothing when that has changed', async () => {
  const decide = (expected: number) =>
    runCommand(ledger.database, ledger.actor, { name: 'finding.assign', region: COUNTY }, async (tx) => {
      const area = findArea(COUNTY, regionCode('411525101'));
      if (area === undefined) throw new Error('outside');
      const looker = { user: 'u1', region: COUNTY, decides: true };
      const chosen = { filter: {}, area, looker, expected };
      const result = await decideFindings(tx, '411525', ledger.actor, chosen, {
        action: 'assign',
        to: { team: 'township' },
      });
      return { result, changes: {} };
    });
  await expect(decide(3)).rejects.toMatchObject({ code: 'list-changed', details: { expected: 3, found: 2 } });
  expect((await states()).map(({ state }) => state)).toEqual(['lead', 'lead', 'lead']);
  expect(await decide(2)).toMatchObject({ result: { accepted: 2 } });
  expect(await ledger.rows('select distinct team::text from mingbai.finding where team is not null')).toEqual(
    [{ team: '411525101000' }],
  );
});

test('somebody of one township decides nothing of another, and is not told that it is there', async () => {
  const narrow = { id: 'u2', role: 'township_reviewer', region: regionCode('411525101') };
  const ids = [await ledger.idOf(1), await ledger.idOf(3), '999999999'];
  const outcome = await ledger.decide(ids, { action: 'confirm' }, narrow);
  expect([outcome.accepted, outcome.refusals]).toEqual([1, { 'not-found': 2 }]);
  // A team above one's own area is not one's to send to.
  const up = await ledger.decide(
    [await ledger.idOf(2)],
    { action: 'assign', to: { team: 'county' } },
    narrow,
  );
  expect(up.refusals).toEqual({ 'assignee-outside': 1 });
});

test('the days of an assignment: the day given, else the day that stands, else one by severity', async () => {
  const dues = async () =>
    (
      await ledger.rows<{ due: string }>(
        `select (due - (now() at time zone 'Asia/Shanghai')::date)::text as due from mingbai.finding where due < 'infinity' order by household_id`,
      )
    ).map(({ due }) => due);
  await ledger.take(1, 'assign', { due: '2099-01-01' });
  await ledger.take(2, 'assign');
  await ledger.owner.query(`update mingbai.finding set due = 'infinity' where household_id = 3`);
  await ledger.take(3, 'assign');
  const [first, ...others] = await dues();
  expect(Number(first)).toBeGreaterThan(1000);
  expect(others).toEqual(['15', '15']);
});

test('findings go along when a household or a village moves', async () => {
  await ledger.owner.query(
    `insert into mingbai.household (county, id, region, household_no, valid_from, known_from, entry)
     values (411525, 1, 411525101206, 'H1', '2026-01-01', now(), 1)`,
  );
  await runCommand(ledger.database, ledger.actor, { name: 'test.move', region: COUNTY }, async (tx) => ({
    result: [
      await followFindings(tx, '411525', ['1', '2']),
      await moveFindings(tx, '411525', [{ from: VILLAGE, to: '411525101207' }]),
    ],
    changes: {},
  }));
  const places = await ledger.rows<{ region: string }>(
    'select region::text from mingbai.finding order by household_id',
  );
  expect(places.map(({ region }) => region)).toEqual(['411525101206', '411525101207', '411525102201']);
});
