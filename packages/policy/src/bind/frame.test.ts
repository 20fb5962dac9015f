import { regionCode } from '@mingbai/core';
import { openDatabase, type Database } from '@mingbai/store';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDatabase, type TestDatabase } from '@mingbai/store/testing';
import { FACTS } from '../vocabulary/facts.ts';
import type { Facts, FactSource } from '../vocabulary/fact.ts';
import type { FrameKind } from './joins.ts';
import { Frame } from './frame.ts';

const VIEW = { county: '411525', region: regionCode('411525'), on: '2021-12-31', parameters: new Map() };
let own: TestDatabase;
let database: Database;
beforeAll(async () => {
  own = await testDatabase();
  database = openDatabase(own.appUrl);
});
afterAll(async () => {
  await database.close();
  await own.drop();
});

function frameOf(kind: FrameKind, facts: Facts): Frame {
  const frame = new Frame(kind, VIEW);
  for (const fact of facts.values()) {
    if (isColumn(fact.source)) frame.column(fact, facts);
  }
  return frame;
}

function isColumn(source: FactSource): boolean {
  if (source.kind === 'nested' || source.kind === 'sum') return false;
  return source.kind === 'field'
    ? source.sealed !== true
    : source.kind !== 'derived' || source.id !== 'check-day';
}

test.each(['person', 'household', 'village'] as const)(
  'every fact of a %s is a column of SQL',
  async (subject) => {
    const facts = FACTS[subject];
    const frames = [frameOf(subject, facts)];
    for (const { source } of facts.values()) {
      if (source.kind !== 'nested') continue;
      if (source.of === 'members' || source.of === 'responsible')
        frames.push(frameOf(source.of, source.facts));
      else {
        const around = new Frame(subject, VIEW);
        for (const fact of source.facts.values()) {
          if (isColumn(fact.source)) around.column(fact, source.facts);
        }
        frames.push(around);
      }
    }
    for (const frame of frames) {
      const rows = await database.read({ region: VIEW.region, user: '' }, (tx) => tx.rows(frame.sql()));
      expect(rows).toEqual([]);
    }
  },
);
