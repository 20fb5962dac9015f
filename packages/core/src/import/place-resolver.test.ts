import { describe, expect, it } from 'vitest';
import { regionCode } from '../region/code.ts';
import { createPlaceResolver, type PlaceTexts } from './place-resolver.ts';

const REGIONS = [
  { code: '41', name: '河南省' },
  { code: '34', name: '安徽省' },
  { code: '4115', name: '信阳市' },
  { code: '3415', name: '六安市' },
  { code: '411525', name: '固始县' },
  { code: '411524', name: '商城县' },
  { code: '411525001', name: '蓼城街道' },
  { code: '411525100', name: '陈淋子镇' },
  { code: '411525101', name: '黎集镇', validFrom: '2012-05-01' },
  { code: '411525101', name: '黎集乡', validTo: '2012-05-01', successor: '411525101' },
  { code: '411525200', name: '石佛乡', validTo: '2015-01-01', successor: '411525101' },
  { code: '411525001001', name: '红苏社区居委会' },
  { code: '411525001200', name: '红苏村村民委员会' },
  { code: '411525100200', name: '孙滩村村委会' },
  { code: '411525100201', name: '红花村民委员会' },
  { code: '411525100202', name: '大营村村委会' },
  { code: '411525101200', name: '大营村村委会' },
  { code: '411525101201', name: '前进村村委会' },
  { code: '411525200300', name: '老庙村村委会', validTo: '2015-01-01', successor: '411525101201' },
  { code: '411525210', name: '八堡彝族苗族乡' },
  { code: '411525210200', name: '大石板村村民委员会' },
  { code: '411524100', name: '上石桥镇' },
  { code: '411524100200', name: '枣林村村委会' },
];
const COUNTY = regionCode('411525');
const resolver = createPlaceResolver(REGIONS, COUNTY, '2026-11-22');
const resolve = (township: string, village: string, more: PlaceTexts = {}) =>
  resolver.resolve({ township, village, ...more });

describe('places by the names that people write', () => {
  it.each([
    ['陈淋子镇', '孙滩村', '411525100200'],
    ['陈淋子', '孙滩', '411525100200'],
    ['陈淋子镇', '孙滩村民委员会', '411525100200'],
    ['陈淋子镇', '孙滩村村委会', '411525100200'],
    ['陈淋子镇', ' 孙滩 村 ', '411525100200'],
    ['陈淋子镇', '红花村', '411525100201'],
    ['蓼城街道办事处', '红苏社区', '411525001001'],
    ['蓼城办事处', '红苏居委会', '411525001001'],
    ['蓼城街道', '红苏村', '411525001200'],
    ['八堡彝族苗族乡', '大石板村', '411525210200'],
    ['八堡乡', '大石板村', '411525210200'],
    ['八堡苗族彝族乡', '大石板村', '411525210200'],
    ['八堡', '大石板', '411525210200'],
  ])('%s %s is %s', (township, village, region) => {
    expect(resolve(township, village, { province: '河南', city: '信阳市', county: '固始' })).toMatchObject({
      region,
      level: 'village',
    });
  });

  it('takes the county from the scope, a code for a name, and names with those above in front', () => {
    expect(resolve('陈淋子镇', '孙滩村').region).toBe('411525100200');
    expect(resolve('', '411525100200')).toMatchObject({ region: '411525100200' });
    expect(resolve('固始县陈淋子镇', '陈淋子镇孙滩村')).toEqual({
      region: '411525100200',
      level: 'village',
      repairedTo: '孙滩村村委会',
    });
    expect(resolve('', '孙滩村').region).toBe('411525100200');
  });

  it('lists another kind of place as a repair', () => {
    expect(resolve('陈淋子乡', '孙滩村')).toEqual({
      region: '411525100200',
      level: 'township',
      repairedTo: '陈淋子镇',
    });
  });

  it('finds former names and what was merged, and says since when', () => {
    expect(resolve('黎集乡', '前进村')).toEqual({
      region: '411525101201',
      level: 'township',
      rule: 'place-merged',
      expected: '黎集镇',
      other: '2012-05-01',
    });
    expect(resolve('石佛乡', '老庙村')).toEqual({
      region: '411525101201',
      level: 'village',
      rule: 'place-merged',
      expected: '前进村村委会',
      other: '2015-01-01',
    });
    expect(resolve('石佛乡', '前进村')).toMatchObject({ region: '411525101201', rule: 'place-merged' });
  });

  it('does not guess between places of one name', () => {
    expect(resolve('蓼城街道', '红苏')).toMatchObject({
      region: null,
      rule: 'place-ambiguous',
      expected: '红苏社区居委会、红苏村村民委员会',
    });
    expect(resolve('', '大营村')).toMatchObject({
      region: null,
      rule: 'place-ambiguous',
      expected: '陈淋子镇大营村村委会、黎集镇大营村村委会',
    });
  });

  it('suggests what is near, first the same name in the next township', () => {
    expect(resolve('陈淋子镇', '孙难村')).toMatchObject({
      region: null,
      level: 'village',
      rule: 'place-unknown',
      expected: expect.stringContaining('孙滩村村委会'),
    });
    expect(resolve('陈琳子镇', '孙滩村')).toMatchObject({
      region: null,
      level: 'township',
      rule: 'place-unknown',
      expected: expect.stringContaining('陈淋子镇'),
    });
    expect(resolve('黎集镇', '孙滩村').expected).toMatch(/^陈淋子镇孙滩村村委会/);
    // 村 alone is not nearness.
    expect(resolve('陈淋子镇', '不存在村')).toMatchObject({ rule: 'place-unknown', expected: '' });
  });
});

describe('places outside the scope', () => {
  const outside = { region: null, rule: 'place-outside-scope' };

  it('are named nowhere but that a county, city or province is another', () => {
    const another = (more: PlaceTexts) => {
      const { region, rule, level, expected } = resolve('陈淋子镇', '孙滩村', more);
      return [region, rule, level, expected];
    };
    const shangcheng = {
      zh: '县（411524），本登记簿是固始县',
      en: 'county (411524); this register is of 固始县',
    };
    expect(another({ county: '商城县' })).toEqual([null, 'place-elsewhere', 'county', shangcheng]);
    expect(another({ province: '安徽省', county: '商城' })).toEqual([
      null,
      'place-elsewhere',
      'county',
      shangcheng,
    ]);
    const anhui = {
      zh: '省（340000），本登记簿属河南省',
      en: 'province (340000); this register lies in 河南省',
    };
    for (const county of ['', '固始县', '没有县'])
      expect(another({ province: '安徽', county })).toEqual([null, 'place-elsewhere', 'province', anhui]);
    const city = { province: '河南省', city: '六安市', county: '固始县' };
    expect(another(city).slice(1, 3)).toEqual(['place-elsewhere', 'city']);
    // Of a slip of the pen the county itself is near; of another word it is not.
    expect(another({ county: '固使县' })).toEqual([null, 'place-unknown', 'county', '固始县']);
    expect(another({ county: '商成县' })).toEqual([null, 'place-unknown', 'county', '']);
    expect(resolve('上石桥镇', '枣林村').expected ?? '').not.toMatch(/石桥|枣林/);
  });

  it('are other villages for a village, other townships for a township', () => {
    const village = createPlaceResolver(REGIONS, regionCode('411525100200'));
    expect(village.resolve({ township: '陈淋子镇', village: '孙滩村' }).region).toBe('411525100200');
    expect(village.resolve({ township: '陈淋子镇', village: '红花村' })).toEqual({
      ...outside,
      level: 'village',
    });
    expect(village.resolve({ township: '陈淋子镇', village: '红化村' }).expected ?? '').not.toContain('红花');
    expect(village.resolve({ township: '黎集镇', village: '前进村' })).toEqual({
      ...outside,
      level: 'township',
    });
    expect(village.resolve({ village: '前进村' }).expected ?? '').not.toContain('前进');
  });

  it('are told from unknown ones without a list of them', () => {
    const township = createPlaceResolver(REGIONS, regionCode('411525100'));
    expect(township.resolve({ township: '黎集', village: '前进村' })).toEqual({
      ...outside,
      level: 'township',
    });
    expect(township.resolve({ township: '无此镇', village: '前进村' })).toMatchObject({
      rule: 'place-unknown',
      expected: '陈淋子镇',
    });
    expect(township.resolve({ village: '411525101201' })).toEqual({ ...outside, level: 'village' });
  });
});

it('knows the cities that are their own county', () => {
  const regions = [
    { code: '44', name: '广东省', level: 'province' },
    { code: '4419', name: '东莞市', level: 'city' },
    { code: '441900', name: '东莞市', level: 'county' },
    { code: '441900101', name: '石碣镇', level: 'township' },
    { code: '441900101001', name: '石碣社区居委会', level: 'village' },
  ] as const;
  const dongguan = createPlaceResolver(regions, regionCode('441900'));
  expect(dongguan.resolve({ township: '石碣', village: '石碣社区' }).region).toBe('441900101001');
  expect(
    dongguan.resolve({ city: '东莞市', county: '东莞市', township: '石碣镇', village: '石碣社区' }).region,
  ).toBe('441900101001');
});
