import { describe, expect, it } from 'vitest';
import { readDay } from './day.ts';

describe('a day as people type it', () => {
  it.each(['2026-01-05', '2026-1-5', '2026.1.5', '2026/01/05', '20260105', '2026年1月5日', '２０２６-１-５'])(
    'reads %s',
    (text) => {
      expect(readDay(text)).toBe('2026-01-05');
    },
  );

  it('refuses days that do not exist', () => {
    expect(readDay('2026-02-30')).toBeUndefined();
    expect(readDay('2026-13-01')).toBeUndefined();
    expect(readDay('soon')).toBeUndefined();
  });
});
