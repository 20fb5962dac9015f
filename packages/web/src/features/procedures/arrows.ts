import type { ProcedureView } from '@mingbai/core/api';

type Node = Pick<ProcedureView['diagram']['nodes'][number], 'state' | 'column' | 'row'>;

export const BOX = { width: 122, height: 48, gapX: 30, gapY: 20, pad: 8 };
const ROUND = 8;
/** How far a way back hangs below its boxes. */
const LOW = 16;

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** The upper left corner of a box. */
export function cornerOf({ column, row }: Pick<Node, 'column' | 'row'>): Point {
  return { x: BOX.pad + column * (BOX.width + BOX.gapX), y: BOX.pad + row * (BOX.height + BOX.gapY) };
}

/** The corners of a way on that leaves columns out: between the boxes, and never behind one. Empty for a next column. */
export function wayRound(from: Node, to: Node, nodes: readonly Node[]): readonly Point[] {
  if (to.column - from.column < 2) return [];
  const a = cornerOf(from);
  const b = cornerOf(to);
  const middle = BOX.height / 2;
  const start = { x: a.x + BOX.width, y: a.y + middle };
  const gap = start.x + BOX.gapX / 2;
  const between = nodes.some(
    ({ column, row }) => column > from.column && column < to.column && row === to.row,
  );
  if (!between)
    return [start, { x: gap, y: start.y }, { x: gap, y: b.y + middle }, { x: b.x - 2, y: b.y + middle }];
  const under = b.y + BOX.height + BOX.gapY / 2;
  const end = b.x + BOX.width / 2;
  return [
    start,
    { x: gap, y: start.y },
    { x: gap, y: under },
    { x: end, y: under },
    { x: end, y: b.y + BOX.height + 2 },
  ];
}

/** An arrow as SVG draws it: from the right side to the left one; a way back runs below the boxes. */
export function arrow(from: Node, to: Node, back: boolean, nodes: readonly Node[]): string {
  const a = cornerOf(from);
  const b = cornerOf(to);
  if (back) {
    const start = { x: a.x + BOX.width / 2, y: a.y + BOX.height };
    const end = { x: b.x + BOX.width / 2, y: b.y + BOX.height };
    const low = Math.max(start.y, end.y) + LOW;
    return `M${start.x} ${start.y}C${start.x} ${low} ${end.x} ${low} ${end.x} ${end.y + 2}`;
  }
  const corners = wayRound(from, to, nodes);
  if (corners.length > 0) return rounded(corners);
  const start = { x: a.x + BOX.width, y: a.y + BOX.height / 2 };
  const end = { x: b.x - 2, y: b.y + BOX.height / 2 };
  const bend = Math.max(20, (end.x - start.x) / 2);
  return `M${start.x} ${start.y}C${start.x + bend} ${start.y} ${end.x - bend} ${end.y} ${end.x} ${end.y}`;
}

function rounded(corners: readonly Point[]): string {
  return corners
    .map((at, n) => {
      const before = corners[n - 1];
      const after = corners[n + 1];
      if (before === undefined) return `M${at.x} ${at.y}`;
      if (after === undefined) return `L${at.x} ${at.y}`;
      const into = towards(at, before);
      const out = towards(at, after);
      return `L${into.x} ${into.y}Q${at.x} ${at.y} ${out.x} ${out.y}`;
    })
    .join('');
}

/** A little way from a corner to the next. */
function towards(from: Point, to: Point): Point {
  const far = Math.hypot(to.x - from.x, to.y - from.y);
  const share = far === 0 ? 0 : Math.min(ROUND, far / 2) / far;
  return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share };
}
