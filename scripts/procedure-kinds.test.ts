import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { KINDS } from '../packages/web/src/features/procedures/kinds.ts';

test('every procedure stands in a kind of the console’s choice, and every kind names procedures there are', () => {
  const files = readdirSync(fileURLToPath(new URL('../policy/procedures/', import.meta.url)));
  const ids = new Set(files.filter((name) => name.endsWith('.yaml')).map((name) => name.split('.')[0]));
  expect(Object.values(KINDS).flat().toSorted()).toEqual([...ids].toSorted());
});
