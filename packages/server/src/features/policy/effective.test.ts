import { regionCode } from '@mingbai/core';
import { insertEdition, openDatabase, runCommand } from '@mingbai/store';
import { testDatabase } from '@mingbai/store/testing';
import { expect, test } from 'vitest';
import { libraryIn } from './effective.ts';

const COUNTY = regionCode('411525');

/** A new database where the line is this much, as its first edition: its id there, and what is read of it. */
async function published(value: number): Promise<{ id: string; figure: string }> {
  const own = await testDatabase();
  const database = openDatabase(own.appUrl, { connections: 1 });
  const source = { zh: '固县发〔2026〕3 号', en: 'Document 3 of 2026' };
  const content = { kind: 'parameter', value, from: '2025-01-01', source };
  try {
    const actor = { id: 'b', role: 'county_clerk', region: COUNTY };
    const done = await runCommand(database, actor, { name: 'policy.approve', region: COUNTY }, async (tx) => {
      const { id } = await insertEdition(tx, {
        county: '411525',
        region: COUNTY,
        kind: 'parameter',
        name: 'monitoring-line',
        from: content.from,
        content,
        version: '0123456789ab',
        source,
        reason: '测试',
        draft: '1',
        trial: null,
        proposer: { by: 'a', name: '甲' },
        approver: { by: 'b', name: '乙' },
      });
      return { result: id, changes: {} };
    });
    if (done.repeated) throw new Error('without a key nothing is repeated');
    const library = await database.read({ region: COUNTY, user: '' }, libraryIn);
    return { id: done.result, figure: JSON.stringify(library.parameters.get('monitoring-line')) };
  } finally {
    await database.close();
    await own.drop();
  }
}

test('what one database publishes is not what another does under the same id', async () => {
  const one = await published(9_123);
  const other = await published(9_456);
  expect(other.id).toBe(one.id);
  expect(one.figure).toContain('9123');
  expect(other.figure).toContain('9456');
});
