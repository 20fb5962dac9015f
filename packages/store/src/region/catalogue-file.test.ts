import { readFileSync } from 'node:fs';
import { brotliDecompressSync } from 'node:zlib';
import { regionCode, type Region, RegionCatalogue } from '@mingbai/core';
import { describe, expect, test } from 'vitest';
import { CATALOGUE_FILE, openRegionCatalogue } from './catalogue-file.ts';

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

  // What makes it quick is how little is unpacked: counted, because a clock tells as much of the machine.
  test('opens with the upper levels alone, and reads a county without the others', () => {
    const unpacked: number[] = [];
    const counted = new RegionCatalogue(readFileSync(CATALOGUE_FILE), (bytes) => {
      const plain = brotliDecompressSync(bytes);
      unpacked.push(plain.length);
      return plain;
    });
    const counties = counted.counties();
    expect(counties.length).toBeGreaterThan(2_900);
    expect(unpacked).toEqual([expect.any(Number)]);
    expect(unpacked[0]).toBeLessThan(100_000);
    for (let at = 0; at < counties.length; at += 97) {
      unpacked.length = 0;
      const county = counties[at] ?? '';
      const regions = counted.county(county);
      expect([county, unpacked.length]).toEqual([county, regions.length === 0 ? 0 : 1]);
      expect(unpacked[0] ?? 0).toBeLessThan(100 * regions.length + 1);
      counted.county(county);
      counted.find(regions.at(-1)?.code ?? regionCode('41'));
      expect(unpacked.length).toBeLessThan(2);
    }
  });
});
