import { describe, expect, it } from 'vitest';
import { pyramid, roundUp } from './chartOptions.ts';

describe('charts', () => {
  it('ends an axis on a round number', () => {
    expect(roundUp(5856)).toBe(10_000);
    expect(roundUp(1_900)).toBe(2_000);
    expect(roundUp(1)).toBe(1);
    expect(roundUp(37)).toBe(50);
  });

  it('puts men to the left and both sides on one scale', () => {
    const option = pyramid([{ label: '0-4', male: 30, female: 45 }], { male: 'm', female: 'f' });
    expect(option.series[0]?.data).toEqual([-30]);
    expect(option.series[1]?.data).toEqual([45]);
    expect([option.xAxis.min, option.xAxis.max]).toEqual([-50, 50]);
  });
});
