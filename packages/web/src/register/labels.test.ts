import { codeListOf } from '@mingbai/core';
import { describe, expect, it } from 'vitest';
import { exitTone, fieldLabel, valueText } from './labels.ts';

describe('register values in words', () => {
  it('shows codes by their label in both languages', () => {
    expect(valueText('household.exit_state', 'poor', 'zh')).toBe('未脱贫');
    expect(valueText('household.exit_state', 'poor', 'en')).toBe('Not yet out of poverty');
    expect(valueText('person.health', ['healthy-gone', 'x'], 'zh')).toBe('healthy-gone、x');
  });

  it('shows money in yuan with its unit, months without a day', () => {
    expect(valueText('household.per_capita_net', 295_250, 'zh')).toBe('2,952.50 元');
    expect(valueText('household.per_capita_net', 295_200, 'en')).toBe('2,952 yuan');
    expect(valueText('work.started', '2019-03-01', 'zh')).toBe('2019-03');
  });

  it('says yes and no, and nothing for nothing', () => {
    expect(valueText('person.relocated', false, 'zh')).toBe('否');
    expect(valueText('person.relocated', null, 'en')).toBe('');
  });

  it('survives a field and a code that are gone', () => {
    expect(fieldLabel('person.gone', 'zh')).toBe('person.gone');
    expect(valueText('person.gone', 'as it is', 'zh')).toBe('as it is');
  });

  it('has a tone for every state of exit', () => {
    for (const { code } of codeListOf('exit-state').codes) expect(exitTone(code)).not.toBe('grey');
    expect(exitTone(null)).toBe('grey');
  });
});
