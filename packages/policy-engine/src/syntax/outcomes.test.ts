import { expect, test } from 'vitest';
import { evaluate } from '../evaluate/compile.ts';
import { read } from '../sql/testing/hold.ts';
import { Decimal } from '../value/number.ts';
import { numberOutcomes } from './outcomes.ts';

const CHOICE = 'if 低保 then "甲" else if 危房 then null else if 人数 > 3 then "甲" else "乙"';

test('each outcome is the place of its text', () => {
  const { expression } = read(CHOICE);
  const numbered = numberOutcomes(expression);
  if (!numbered) throw new Error('only texts');
  expect(numbered.outcomes).toEqual(['甲', null, '乙']);
  for (const 低保 of [true, false, null]) {
    for (const 危房 of [true, false]) {
      for (const 人数 of [1, 5]) {
        const facts = new Map<string, boolean | null | Decimal>([
          ['低保', 低保],
          ['危房', 危房],
          ['人数', new Decimal(人数)],
        ]);
        const place = evaluate(numbered.expression, facts);
        expect(numbered.outcomes[Number(String(place))]).toBe(evaluate(expression, facts));
      }
    }
  }
});

test.each(['户主', 'if 低保 then "甲" else 户主', 'if 低保 then 1 else 2', '人数'])(
  '%s answers more than texts that are written out',
  (source) => expect(numberOutcomes(read(source).expression)).toBeUndefined(),
);
