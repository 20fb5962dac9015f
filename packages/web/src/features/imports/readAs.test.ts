import { describe, expect, it } from 'vitest';
import { readAs } from './readAs.ts';

describe('a repaired value', () => {
  it('is said in words, not as it is stored', () => {
    expect(readAs('person.ethnicity', 'han', 'zh')).toBe('汉族');
    expect(readAs('person.major_illness_insurance', '1', 'en')).toBe('Yes');
    expect(readAs('household.per_capita_net', '123450', 'zh')).toBe('1,234.50 元');
    expect(readAs('work.months', '3', 'en')).toBe('3 months');
  });

  it('of no field, or masked, stays as it is', () => {
    expect(readAs('place.village', '红花村民委员会', 'en')).toBe('红花村民委员会');
    expect(readAs('person.phone', '138****5678', 'zh')).toBe('138****5678');
  });
});
