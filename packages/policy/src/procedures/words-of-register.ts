import { type Procedure, startsWhen } from '@mingbai/core';
import { BOOLEAN, type Expression, parse, type Type } from '@mingbai/policy-engine';
import type { DecisionLibrary } from '../decisions/library.ts';
import type { YamlFile } from '../load/document.ts';
import type { FileProblem } from '../load/problem.ts';
import { factsOf } from '../vocabulary/facts-of.ts';
import { vocabularyOf } from '../vocabulary/vocabulary.ts';

/** A condition for beginning: what is asked of the register, and its words. */
export interface Start {
  readonly expression: Expression;
  readonly zh: string;
  readonly en: string;
}

export interface RegisterWords {
  readonly starts: readonly Start[];
  /** How answers stand in the register, by the fact that they are. */
  readonly stands: ReadonlyMap<string, Expression>;
}

/** Reads what a procedure asks of the register: conditions for beginning, and how the facts of its decision stand. */
export function readRegisterWords(
  procedure: Procedure,
  { parameters }: DecisionLibrary,
  file: YamlFile,
): { readonly words: RegisterWords; readonly problems: readonly FileProblem[] } {
  const { subject, when, actions } = procedure;
  const problems: FileProblem[] = [];
  const starts: Start[] = [];
  const stands = new Map<string, Expression>();
  const asked = startsWhen(procedure);
  if (subject === 'county' && asked.length > 0)
    problems.push({
      zh: '县没有启动条件，可用 once',
      en: 'A county has no condition; it has once',
      ...file.place(['when']),
    });
  if (subject === 'county') return { words: { starts, stands }, problems };
  const vocabulary = vocabularyOf(factsOf(subject, parameters));
  const read = (text: string, path: readonly (string | number)[], expect?: Type): Expression | undefined => {
    const parsed = parse(text, vocabulary, expect === undefined ? {} : { expect });
    if (parsed.ok) return parsed.expression;
    problems.push(
      ...parsed.problems.map(({ zh, en, from, suggestion }) => ({
        zh: suggestion === undefined ? zh : `${zh}，是否“${suggestion}”`,
        en: suggestion === undefined ? en : `${en}; “${suggestion}”?`,
        ...file.placeIn([...path], from, text),
      })),
    );
    return undefined;
  };
  for (const [index, { if: text, zh, en }] of asked.entries()) {
    const expression = read(text, typeof when === 'string' ? ['when'] : ['when', index, 'if'], BOOLEAN);
    if (expression) starts.push({ expression, zh, en });
  }
  for (const [name, { form }] of Object.entries(actions))
    for (const [index, question] of form.entries()) {
      if (question.stands === undefined || question.fact === undefined) continue;
      const expression = read(question.stands, ['actions', name, 'form', index, 'stands']);
      if (expression) stands.set(question.fact, expression);
    }
  return { words: { starts, stands }, problems };
}
