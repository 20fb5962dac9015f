import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { VoteNeed } from './model.ts';
import { countVotes, type Votes } from './vote.ts';

const need = (quorum: [number, number], majority: [number, number], strict: boolean): VoteNeed => ({
  zh: '民主评议',
  en: 'Review by the villagers',
  quorum: { part: quorum[0], of: quorum[1] },
  majority: { part: majority[0], of: majority[1], strict },
  outcome: 'carried',
});
const votes = (eligible: number, agreed: number, against: number, abstain = 0): Votes => ({
  eligible,
  present: agreed + against + abstain,
  for: agreed,
  against,
  abstain,
});

test.each<[string, VoteNeed, Votes, string]>([
  ['two thirds of seven are five', need([2, 3], [1, 2], true), votes(7, 3, 1), 'quorum'],
  ['five of seven are enough', need([2, 3], [1, 2], true), votes(7, 3, 2), 'carried'],
  ['more than half of ten is six', need([1, 2], [1, 2], true), votes(10, 5, 5), 'lost'],
  ['six of ten', need([1, 2], [1, 2], true), votes(10, 6, 4), 'carried'],
  ['half of ten where half is enough', need([1, 2], [1, 2], false), votes(10, 5, 5), 'carried'],
  ['abstaining is no agreement', need([1, 2], [1, 2], true), votes(10, 5, 0, 5), 'lost'],
  ['nobody came', need([1, 2], [1, 2], true), votes(10, 0, 0), 'figures'],
  ['more came than are entitled', need([1, 2], [1, 2], true), votes(9, 6, 4), 'figures'],
  ['half a head', need([1, 2], [1, 2], true), votes(9, 5.5, 2), 'figures'],
  ['figures that do not add up', need([1, 2], [1, 2], true), { ...votes(9, 5, 2), present: 8 }, 'figures'],
])('%s', (_, of, counted, result) => expect(countVotes(of, counted).result).toBe(result));

test('the least number that carries does, and one less does not', () => {
  const share = fc
    .tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 12 }))
    .map(([a, b]): [number, number] => [Math.min(a, b), Math.max(a, b)]);
  fc.assert(
    fc.property(share, fc.boolean(), fc.integer({ min: 1, max: 5000 }), (majority, strict, present) => {
      const of = need([1, 1], majority, strict);
      const { needed } = countVotes(of, votes(present, present, 0)) as { needed: number };
      if (needed <= present) {
        expect(countVotes(of, votes(present, needed, present - needed)).result).toBe('carried');
        expect(countVotes(of, votes(present, needed - 1, present - needed + 1)).result).toBe('lost');
      }
      const [part, parts] = majority;
      const exact = BigInt(needed) * BigInt(parts) - BigInt(present) * BigInt(part);
      expect(strict ? exact > 0n : exact >= 0n).toBe(true);
    }),
  );
});
