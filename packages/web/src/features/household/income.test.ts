import { fieldsOf, columnOf, INCOME_SOURCES } from '@mingbai/core';
import { describe, expect, it } from 'vitest';
import { incomeLines, yearAccount } from './income.ts';

const provenance = {
  entry: '1',
  command: 'import',
  at: '2019-01-01',
  actor: 'x',
  file: null,
  valid_from: '2019-01-01',
};
const items = (entries: Record<string, number>) =>
  Object.entries(entries).map(([item, fen]) => ({ item, fen, provenance }));

describe('the income account', () => {
  it('adds the sources and takes the expense away', () => {
    const account = yearAccount({
      year: 2019,
      items: items({
        wage: 1_000_000,
        business: 500_000,
        transfer: 20_000,
        expense: 100_000,
        net: 1_420_000,
      }),
    });
    expect(account.gross).toBe(1_520_000);
    expect(account.net).toBe(1_420_000);
    expect(account.declaredNet).toBeUndefined();
  });

  it('sums the items of a source that has no line of its own', () => {
    const account = yearAccount({ year: 2019, items: items({ low_income: 300_000, pension: 120_000 }) });
    expect(account.net).toBe(420_000);
  });

  it('shows a declared net income that the entries do not give', () => {
    expect(yearAccount({ year: 2019, items: items({ wage: 100, net: 90 }) }).declaredNet).toBe(90);
  });

  it('has no total of nothing', () => {
    expect(yearAccount({ year: 2019, items: items({ per_capita_net: 5 }) }).net).toBeUndefined();
  });

  it('shows items that some year has, and no others', () => {
    const lines = incomeLines([yearAccount({ year: 2019, items: items({ wage: 1, crops: 2 }) })]).map(
      (line) => line.item,
    );
    expect(lines).toEqual(['wage', 'business', 'crops', 'property', 'transfer', 'gross', 'expense', 'net']);
  });

  it('knows every income field of the dictionary', () => {
    const known = new Set<string>([
      ...INCOME_SOURCES.flatMap(({ source, items: names }) => [source, ...names]),
      'expense',
      'annual',
      'net',
      'per_capita_net',
    ]);
    expect(
      fieldsOf('income')
        .map(columnOf)
        .filter((column) => !known.has(column)),
    ).toEqual([]);
  });
});
