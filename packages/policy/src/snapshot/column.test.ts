import { FIELDS } from '@mingbai/core';
import { isSealed } from '@mingbai/store';
import { expect, test } from 'vitest';
import type { Facts } from '../vocabulary/fact.ts';
import { FACTS } from '../vocabulary/facts.ts';
import { type KeptSource, snapshotColumn } from './column.ts';

function* sources(facts: Facts): Generator<KeptSource> {
  for (const { source } of facts.values()) {
    if (source.kind === 'nested') yield* sources(source.facts);
    else if (source.kind !== 'parameter') yield source;
  }
}

const ALL = Object.values(FACTS).flatMap((facts) => [...sources(facts)]);

test('no sealed value has a column; whether it is filled has', () => {
  const sealed = ALL.filter((source) => source.kind === 'field' && source.sealed === true);
  expect(sealed.length).toBeGreaterThan(5);
  for (const source of sealed) expect(() => snapshotColumn(source)).toThrow(/sealed/);
  const names = ALL.filter((source) => !sealed.includes(source)).map((source) => snapshotColumn(source).name);
  const keys = new Set(FIELDS.filter(isSealed).map(({ key }) => key.replace('.', '_')));
  expect(names.filter((name) => keys.has(name))).toEqual([]);
  expect(names).toContain('filled_person_phone');
});

test('each fact has a column of its own', () => {
  const columns = new Map<string, string>();
  for (const source of ALL) {
    if (source.kind === 'field' && source.sealed === true) continue;
    const said = JSON.stringify(source);
    const { name } = snapshotColumn(source);
    expect(name).toMatch(/^[\p{L}\p{N}_]+$/u);
    expect(columns.get(name) ?? said, name).toBe(said);
    columns.set(name, said);
  }
});
