import { AGE_BANDS, GUARANTEE_ITEMS, INCOME_BANDS } from '@mingbai/core/api';
import { describe, expect, it } from 'vitest';
import { ageLabel, guaranteeLabel, incomeLabel, shareLabel, sizeLabel } from './bands.ts';

describe('words for bands', () => {
  it('says open and closed ends', () => {
    expect(incomeLabel('0-3000', 'zh')).toBe('< 3,000');
    expect(incomeLabel('20000-', 'en')).toBe('≥ 20,000');
    expect(sizeLabel('7-', 'zh')).toBe('7+ 人');
    expect(ageLabel('85-', 'en')).toBe('85+');
    expect(ageLabel('5-9', 'zh')).toBe('5–9 岁');
  });

  it('has different words for every band of the contract', () => {
    expect(new Set(AGE_BANDS.map((code) => ageLabel(code, 'en'))).size).toBe(AGE_BANDS.length);
    expect(new Set(INCOME_BANDS.map((code) => incomeLabel(code, 'zh'))).size).toBe(INCOME_BANDS.length);
  });

  it('words every guarantee of the contract itself', () => {
    for (const { item } of GUARANTEE_ITEMS) expect(guaranteeLabel(item, 'zh')).not.toContain('guarantee.');
  });

  it('says that nothing was given', () => {
    expect(shareLabel('income_band', '-', 'zh')).toBe('未填');
    expect(shareLabel('household.main_cause', '-', 'en')).toBe('Not given');
    expect(shareLabel('household.main_cause', 'illness', 'zh')).toBe('因病');
  });
});
