import { FINDING_STATE_NAMES, type FindingState } from '@mingbai/core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { hitOf, Ledger } from './testing.ts';

/** The table of ADR 0116, cell by cell, on real PostgreSQL. */
let ledger: Ledger;
beforeAll(async () => {
  ledger = await Ledger.open();
});
afterAll(() => ledger.close());
beforeEach(() => ledger.clear());

/** What the person's actions are that lead to a state, from `found`. */
const WAY: Readonly<Record<FindingState, readonly Parameters<Ledger['take']>[1][]>> = {
  lead: [],
  assigned: ['assign'],
  confirmed: ['confirm'],
  proposed: ['propose'],
  mended: ['mend'],
  dismissed: ['dismiss'],
  closed: ['gone'],
};

const NOTHING = { action: undefined };
/** [same facts, other facts, no longer hit]: the action of the run and the state after it. */
const CELLS: Readonly<Record<FindingState, readonly [object, object, object]>> = {
  lead: [NOTHING, { action: 'noted', state: 'lead' }, { action: 'gone', state: 'closed' }],
  assigned: [NOTHING, { action: 'noted', state: 'assigned' }, { action: 'gone', state: 'closed' }],
  confirmed: [NOTHING, { action: 'noted', state: 'confirmed' }, { action: 'gone', state: 'closed' }],
  proposed: [NOTHING, { action: 'noted', state: 'proposed' }, { action: 'gone', state: 'closed' }],
  mended: [
    { action: 'still', state: 'lead' },
    { action: 'still', state: 'lead' },
    { action: 'gone', state: 'closed' },
  ],
  dismissed: [NOTHING, { action: 'changed', state: 'lead' }, { action: 'gone', state: 'closed' }],
  closed: [{ action: 'back', state: 'lead' }, { action: 'back', state: 'lead' }, NOTHING],
};

async function cell(state: FindingState, hits: Parameters<Ledger['run']>[0]): Promise<object> {
  await ledger.run([hitOf(1)]);
  for (const action of WAY[state]) await ledger.take(1, action);
  const before = await ledger.lines();
  await ledger.run(hits);
  const after = await ledger.lines();
  const [line] = after.slice(before.length);
  return line === undefined ? NOTHING : { action: line.action, state: line.state };
}

test.each(FINDING_STATE_NAMES)('%s, hit again with the same facts', async (state) => {
  expect(await cell(state, [hitOf(1)])).toEqual(CELLS[state][0]);
});
test.each(FINDING_STATE_NAMES)('%s, hit again with other facts', async (state) => {
  expect(await cell(state, [hitOf(1, { facts: { 年龄: 7 } })])).toEqual(CELLS[state][1]);
});
test.each(FINDING_STATE_NAMES)('%s, no longer hit', async (state) => {
  expect(await cell(state, [])).toEqual(CELLS[state][2]);
});
