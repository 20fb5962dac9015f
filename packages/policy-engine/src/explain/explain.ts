import type { EvaluateOptions, Note } from '../evaluate/run.ts';
import type { Words } from '../problem.ts';
import type { Expression } from '../syntax/expression.ts';
import type { Facts, Value } from '../value/value.ts';
import type { Vocabulary } from '../vocabulary.ts';
import { decidedBy } from './decided.ts';
import type { InEnglish } from './english.ts';
import { type MemberLabel, pathWords } from './label.ts';
import type { Speaker } from './noun.ts';
import { originsOf, type Path } from './origin.ts';
import { sentence, summary } from './sentence.ts';
import { type Step, trace } from './trace.ts';
import { findTurns, type Turn } from './turns.ts';

export interface ExplainOptions extends EvaluateOptions {
  /** What the expression was parsed from, and with. */
  readonly source: string;
  readonly vocabulary: Vocabulary;
  /** How members of lists are said; by default by their position. */
  readonly member?: MemberLabel;
  /** How texts and units are said in English. */
  readonly english?: InEnglish;
  /** Whether to look for changes that would turn the value; default true. */
  readonly turns?: boolean;
}

/** One part of the expression: its text, its value, and what it found, in words. */
export interface Trace extends Words {
  readonly kind: Expression['kind'];
  readonly from: number;
  readonly to: number;
  readonly source: string;
  readonly value: Value;
  readonly parts: readonly Trace[];
}

export interface Decided {
  /** Names, and positions in lists from 0. */
  readonly path: Path;
  readonly value: Value;
  readonly words: Words;
}

export interface Explanation {
  readonly value: Value;
  readonly trace: Trace;
  /** Only the facts that made the value what it is. */
  readonly decided: readonly Decided[];
  readonly words: Words;
  /** The smallest changes that would turn the value; each was tried. */
  readonly turns: readonly Turn[];
  /** What could not be computed and was taken for null: a division by zero, for instance. */
  readonly notes: readonly Note[];
}

const tracers = new WeakMap<Expression, ReturnType<typeof trace>>();

/** The value with its reasons in words, the facts that decided it, and what would turn it. Never throws. */
export function explain(expression: Expression, facts: Facts, options: ExplainOptions): Explanation {
  const tracer = tracers.get(expression) ?? trace(expression);
  tracers.set(expression, tracer);
  const notes: Note[] = [];
  const onError = (note: Note): void => {
    notes.push(note);
    options.onError?.(note);
  };
  const step = tracer(facts, { ...options, onError });
  const { source, vocabulary, member, english } = options;
  const origins = originsOf(facts);
  const labels = { vocabulary, facts, ...(member && { member }), ...(english && { english }) };
  const speaker: Speaker = { labels, origins, source };
  return {
    value: step.value,
    trace: traceOf(step, speaker),
    decided: decidedBy(step, origins).map(({ path, value }) => {
      return { path, value, words: pathWords(path, labels) };
    }),
    words: withNotes(summary(step, speaker), step.value === null ? notes : []),
    notes,
    turns: options.turns === false ? [] : findTurns(expression, facts, step.value, labels, options),
  };
}

/** A null that comes from a fault of the rule says so. */
function withNotes(words: Words, notes: readonly Note[]): Words {
  const zh = [...new Set(notes.map((note) => note.zh))];
  const en = [...new Set(notes.map((note) => note.en))];
  if (notes.length === 0) return words;
  return { zh: `${words.zh}（${zh.join('；')}）`, en: `${words.en} (${en.join('; ')})` };
}

function traceOf(step: Step, speaker: Speaker): Trace {
  const { node, value, steps } = step;
  const { kind, from, to } = node;
  return {
    kind,
    from,
    to,
    source: speaker.source.slice(from, to),
    value,
    ...sentence(step, speaker),
    parts: steps.map((each) => traceOf(each, speaker)),
  };
}
