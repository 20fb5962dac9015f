import { expect, test } from 'vitest';
import { diagram } from './diagram.ts';
import { small } from './testing/small.ts';

test('states stand in columns behind what leads to them; ways back are set apart', () => {
  const { columns, rows, nodes, edges } = diagram(small());
  const at = Object.fromEntries(nodes.map(({ state, column, row }) => [state, [column, row]]));
  expect(at).toEqual({
    new: [0, 0],
    asked: [1, 0],
    hanging: [2, 0],
    open: [2, 1],
    done: [3, 0],
    refused: [3, 1],
  });
  expect([columns, rows]).toEqual([4, 2]);
  expect(nodes.map(({ kind }) => kind)).toEqual(['begin', 'step', 'notice', 'step', 'done', 'refused']);
  const back = edges.filter(({ kind }) => kind === 'back');
  expect(back).toEqual([{ from: 'open', to: 'asked', actions: ['ask', 'again'], kind: 'back' }]);
  for (const { from, to, kind } of edges)
    if (kind === 'on') expect((at[from]?.[0] ?? 0) < (at[to]?.[0] ?? 0)).toBe(true);
});
