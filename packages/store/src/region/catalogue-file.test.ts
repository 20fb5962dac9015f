import { regionCode, type Region } from '@mingbai/core';
import { describe, expect, test } from 'vitest';
import { openRegionCatalogue } from './catalogue-file.ts';

const catalogue = openRegionCatalogue();

describe('the region catalogue', () => {
  test('holds as many regions of each level as the source', () => {
    const count: Record<string, number> = {};
    const add = ({ level }: Region): void => void (count[level] = (count[level] ?? 0) + 1);
    catalogue.upper.forEach(add);
    for (const county of catalogue.counties()) catalogue.county(county).forEach(add);
    expect(count).toEqual({ province: 31, city: 342, county: 2978, township: 41352, village: 620573 });
  });

  test('knows Gushi with its townships and villages by their full names', () => {
    const gushi = catalogue.county('411525');
    expect(gushi.filter((region) => region.level === 'township')).toHaveLength(33);
    expect(gushi.filter((region) => region.level === 'village')).toHaveLength(661);
    expect(catalogue.find(regionCode('411525'))?.name).toBe('固始县');
    expect(catalogue.find(regionCode('411525101'))?.name).toBe('陈淋子镇');
    expect(catalogue.find(regionCode('411525101001'))?.name).toBe('陈淋子社区居民委员会');
    expect(catalogue.find(regionCode('411525101223'))?.name).toBe('后冲村民委员会');
    expect(catalogue.find(regionCode('411525999'))).toBeUndefined();
  });

  test('has a name for everything and every region after the one it lies in', () => {
    for (const county of ['110101', '350527', '411525', '441900', '542525', '659012']) {
      let township = '';
      for (const { code, level, name } of catalogue.county(county)) {
        expect(name).toMatch(/^[^\u0000-\u001f\s]+$/);
        if (level === 'township') township = code.slice(0, 9);
        else expect(code.slice(0, 9)).toBe(township);
      }
    }
  });

  test('a code shared by two levels is found as the higher one', () => {
    expect(catalogue.find(regionCode('441900'))).toMatchObject({ level: 'city', name: '东莞市' });
    expect(catalogue.county('441900').length).toBeGreaterThan(100);
    expect(catalogue.county('999999')).toEqual([]);
  });

  test('opens, and reads a county, within 20 ms', () => {
    const median = (work: (i: number) => unknown): number => {
      const times = Array.from({ length: 9 }, (_, i) => {
        const start = performance.now();
        work(i);
        return performance.now() - start;
      });
      return times.sort((a, b) => a - b)[4] ?? Infinity;
    };
    expect(median(openRegionCatalogue)).toBeLessThan(20);
    const counties = catalogue.counties();
    expect(median((i) => catalogue.county(counties[i * 97] ?? ''))).toBeLessThan(20);
  });
});
