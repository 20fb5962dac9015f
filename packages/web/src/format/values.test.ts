import { describe, expect, it } from 'vitest';
import { bytes, count, duration, moment, percent, yuan } from './values.ts';

describe('values for people', () => {
  it('writes fen as yuan, decimals only when there are any', () => {
    expect(yuan(295_200)).toBe('2,952');
    expect(yuan(123_450)).toBe('1,234.50');
    expect(yuan(-5)).toBe('-0.05');
    expect(yuan(0)).toBe('0');
  });

  it('groups thousands and leaves decimals alone', () => {
    expect(count(143_000)).toBe('143,000');
    expect(count(1234.5678)).toBe('1,234.5678');
    expect(count(999)).toBe('999');
  });

  it('says nothing of a share of nothing', () => {
    expect(percent(1, 3)).toBe('33.3%');
    expect(percent(0, 0)).toBe('–');
  });

  it('says time left as a person does', () => {
    expect(duration(45.4, 'en')).toBe('45 s');
    expect(duration(185, 'zh')).toBe('3 分 05 秒');
    expect(duration(4320, 'en')).toBe('1 h 12 min');
  });

  it('keeps text that is no moment', () => {
    expect(moment('soon')).toBe('soon');
    expect(moment('2026-11-22T00:30:00Z')).toBe('2026-11-22 08:30');
    expect(moment('2026-11-22T16:30:00Z')).toBe('2026-11-23 00:30');
  });

  it('shows sizes of files', () => {
    expect(bytes(151_000_000)).toBe('151.0 MB');
    expect(bytes(45_600)).toBe('46 kB');
  });
});
