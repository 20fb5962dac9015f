import { regionCode } from '@mingbai/core';
import { describe, expect, test } from 'vitest';
import { loadRules } from '../load/load-rules.ts';
import { readBundle } from '../load/bundle.ts';
import { parameter, timeline } from './parameters.ts';

const { parameters } = loadRules(await readBundle());
const line = (region: string, on: string) =>
  parameter(parameters, 'monitoring-line', regionCode(region), on)?.value;

describe('the monitoring line', () => {
  test.each([
    ['411525', '2020-03-19', undefined],
    ['411525', '2020-03-20', 6000],
    ['411525101', '2023-12-31', 6000],
    ['520000', '2022-12-31', 6000],
    ['522301', '2023-01-01', 7300],
    ['360703', '2024-01-01', 8500],
    ['360702', '2024-01-01', 6000],
    ['530102', '2025-06-01', 8700],
  ])('of %s on %s is %s', (region, on, value) => expect(line(region, on)).toBe(value));
});

test('the nearest region wins over a later value of a farther one', () => {
  expect(line('360703001', '2030-01-01')).toBe(8500);
});

test('a region’s timeline is what its days pick', () => {
  const of = parameters.get('monitoring-line');
  if (of === undefined) throw new Error('no monitoring line');
  const steps = timeline(of, regionCode('522301'));
  expect(steps.map(({ from, value }) => [from, value])).toEqual([
    ['2020-03-20', 6000],
    ['2023-01-01', 7300],
  ]);
});

test('an unknown parameter has no value', () => {
  expect(parameter(parameters, 'nothing', regionCode('52'), '2023-01-01')).toBeNull();
});
