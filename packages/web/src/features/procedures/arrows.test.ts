import { expect, test } from 'vitest';
import { BOX, cornerOf, wayRound } from './arrows.ts';

const node = (state: string, column: number, row: number) => ({ state, column, row });
const NODES = [
  node('new', 0, 0),
  node('proposed', 1, 0),
  node('verified', 2, 0),
  node('notice', 3, 0),
  node('withdrawn', 3, 1),
  node('out', 4, 0),
  node('not-yet', 4, 1),
];

/** Boxes whose inside a piece of the way crosses. */
function crossed(from: { x: number; y: number }, to: { x: number; y: number }): string[] {
  return NODES.filter((each) => {
    const { x, y } = cornerOf(each);
    return (
      Math.max(from.x, to.x) > x &&
      Math.min(from.x, to.x) < x + BOX.width &&
      Math.max(from.y, to.y) > y &&
      Math.min(from.y, to.y) < y + BOX.height
    );
  }).map(({ state }) => state);
}

test('a way that leaves columns out runs behind no box, wherever it leads', () => {
  let ways = 0;
  for (const from of NODES)
    for (const to of NODES) {
      const corners = wayRound(from, to, NODES);
      for (const [n, at] of corners.entries()) {
        const next = corners[n + 1];
        if (next !== undefined) expect(crossed(at, next), `${from.state} → ${to.state}`).toEqual([]);
      }
      if (corners.length > 0) ways += 1;
    }
  expect(ways).toBe(11);
});
