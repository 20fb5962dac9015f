import { evaluate, type Expression, type NoteCode } from '@mingbai/policy-engine';
import { type CaseView, readCase } from './case-facts.ts';

/** What is wrong with a case: which kind, the how-many-th from 0, and why. */
export interface CaseProblem {
  readonly kind: 'hits' | 'misses';
  readonly index: number;
  readonly zh: string;
  readonly en: string;
}

interface Cases {
  readonly hits: readonly Readonly<Record<string, unknown>>[];
  readonly misses: readonly Readonly<Record<string, unknown>>[];
}

/** Runs every case by interpretation; a rule that does not do what its cases say is not to be trusted. */
export function judgeCases(expression: Expression, cases: Cases, view: CaseView): CaseProblem[] {
  return (['hits', 'misses'] as const).flatMap((kind) =>
    cases[kind].flatMap((written, index) =>
      judge(expression, written, kind === 'hits', view).map((words) => ({ kind, index, ...words })),
    ),
  );
}

/** Notes of which the rule is to blame, not a blank. */
const BLAMED: ReadonlySet<NoteCode> = new Set(['division-by-zero', 'out-of-range', 'bad-pattern']);

function judge(
  expression: Expression,
  written: Readonly<Record<string, unknown>>,
  wanted: boolean,
  view: CaseView,
): { zh: string; en: string }[] {
  const read = readCase(written, view);
  if (!read.ok) return read.problems.map(({ zh, en }) => ({ zh, en }));
  const notes: { zh: string; en: string }[] = [];
  const value = evaluate(expression, read.values, {
    onError: ({ code, zh, en }) => {
      if (BLAMED.has(code)) notes.push({ zh: `案例计算出错：${zh}`, en: `A case cannot be computed: ${en}` });
    },
  });
  if (notes.length > 0) return notes.slice(0, 1);
  const inTime = (view.from ?? '') <= read.day && read.day <= (view.to ?? '9999');
  if ((inTime && value === true) === wanted) return [];
  return [
    wanted
      ? { zh: '案例应命中而没有命中', en: 'This case is to hit, and does not' }
      : { zh: '案例不应命中却命中了', en: 'This case is not to hit, and does' },
  ];
}
