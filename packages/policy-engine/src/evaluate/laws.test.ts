import fc from 'fast-check';
import { expect, test } from 'vitest';
import { valueOf } from '../testing/value-of.ts';

const truth = fc.constantFrom('true', 'false', 'null');
const cents = fc.integer({ min: -1_000_000_000, max: 1_000_000_000 });

function same(one: string, other: string): void {
  expect(valueOf(one)).toBe(valueOf(other));
}

test('three-valued logic keeps its laws', () => {
  fc.assert(
    fc.property(truth, truth, truth, (a, b, c) => {
      same(`${a} and ${b}`, `${b} and ${a}`);
      same(`${a} or ${b}`, `${b} or ${a}`);
      same(`(${a} and ${b}) and ${c}`, `${a} and (${b} and ${c})`);
      same(`${a} and (${b} or ${c})`, `(${a} and ${b}) or (${a} and ${c})`);
      same(`not(${a} and ${b})`, `not(${a}) or not(${b})`);
      same(`not(not(${a}))`, a);
      same(`all([${a}, ${b}, ${c}])`, `${a} and ${b} and ${c}`);
      same(`any([${a}, ${b}, ${c}])`, `${a} or ${b} or ${c}`);
      same(`every x in [${a}, ${b}] satisfies x`, `${a} and ${b}`);
      same(`some x in [${a}, ${b}] satisfies x`, `${a} or ${b}`);
    }),
  );
});

test('decimals are exact: cents add up as whole numbers do', () => {
  fc.assert(
    fc.property(cents, cents, (a, b) => {
      const written = (each: number): string => (each / 100).toFixed(2);
      expect(valueOf(`(${written(a)}) + (${written(b)}) = (${written(a + b)})`)).toBe('true');
      expect(valueOf(`(${written(a)}) * 100 = ${a}`)).toBe('true');
      expect(valueOf(`(${written(a)}) - (${written(a)})`)).toBe('0');
    }),
  );
  expect(valueOf('110101199003070123 + 1')).toBe('110101199003070124');
});

test('days added are days between', () => {
  const days = fc.integer({ min: -800_000, max: 800_000 });
  fc.assert(
    fc.property(days, days, (from, by) => {
      const date = `(@"1970-01-01" + @"P1D" * ${from})`;
      same(`${date} + @"P1D" * (${by}) - ${date}`, `@"P1D" * (${by})`);
      same(`(${date} < ${date} + @"P1D" * (${by}))`, `${by} > 0`);
      const weekday = new Date(from * 86_400_000).getUTCDay();
      expect(valueOf(`${date}.weekday`)).toBe(String(weekday === 0 ? 7 : weekday));
      expect(valueOf(`string(${date})`)).toBe(JSON.stringify(dayText(new Date(from * 86_400_000))));
    }),
  );
});

function dayText(date: Date): string {
  const year = date.getUTCFullYear();
  const size = String(Math.abs(year)).padStart(4, '0');
  return `${year < 0 ? '-' : ''}${size}${date.toISOString().slice(-20, -14)}`;
}
