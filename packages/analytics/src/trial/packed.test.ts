import { expect, test } from 'vitest';
import { grouping } from './packed.ts';

const line = { sql: 'x', outcomes: ['线下', '线上', null] };
const card = { sql: 'y', outcomes: ['红卡', '蓝卡'] };

test('a combination of outcomes is one number, read back as its texts', () => {
  const { columns, read } = grouping([line, card]);
  expect(columns).toEqual(['cast((x * 2::utinyint + y) as utinyint)']);
  const all = line.outcomes.flatMap((x) => card.outcomes.map((y) => [x, y]));
  expect(all.map((_, at) => read([at]))).toEqual(all);
});

test('one value is itself; no value groups nothing', () => {
  expect(grouping([card]).columns).toEqual(['cast(y as utinyint)']);
  expect(grouping([card]).read([1])).toEqual(['蓝卡']);
  expect(grouping([])).toMatchObject({ columns: [] });
});

test('texts that are not known beforehand, or too many of them, are grouped by as they are', () => {
  const open = grouping([{ sql: 'z' }, card]);
  expect(open.columns).toEqual(['z', 'y']);
  expect(open.read([null, 0])).toEqual([null, '红卡']);
  expect(open.read(['1.5', 1])).toEqual(['1.5', '蓝卡']);
  const many = { sql: 'w', outcomes: Array.from({ length: 200 }, (_, n) => String(n)) };
  const wide = grouping([many, card]);
  expect(wide.columns).toEqual(['w', 'y']);
  expect(wide.read([199, 0])).toEqual(['199', '红卡']);
});
