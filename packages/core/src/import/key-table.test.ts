import fc from 'fast-check';
import { expect, it } from 'vitest';
import { KeyTable } from './key-table.ts';

it('gives every key its own index, whatever the keys and however many', () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(fc.string({ unit: 'binary' }), fc.string(), fc.nat(500).map(String)), {
        maxLength: 3000,
      }),
      (keys) => {
        const table = new KeyTable();
        const expected = new Map<string, number>();
        for (const key of keys) {
          const index = table.indexOf(key);
          expect(index).toBe(expected.get(key) ?? expected.size);
          expected.set(key, index);
        }
        expect(table.size).toBe(expected.size);
        for (const [key, index] of expected) expect(table.keyAt(index)).toBe(key);
      },
    ),
    { numRuns: 50 },
  );
});
