import { parse } from '../parse/parse.ts';
import type { Problem, Words } from '../problem.ts';
import type { Expression } from '../syntax/expression.ts';
import type { Dialect } from '../parse/grammar.ts';
import type { Type } from '../type.ts';
import type { Vocabulary } from '../vocabulary.ts';

/** What is wrong with a model: the problem of a text in it, and in which element that stands. */
export interface ModelProblem extends Problem {
  readonly element: string;
  readonly where: Words;
  /** The text in which `from` and `to` count. */
  readonly text: string;
}

/** Reads the FEEL texts of one element and gathers their problems. */
export class Reader {
  constructor(
    private readonly problems: ModelProblem[],
    private readonly strict: boolean,
    readonly types: () => Readonly<Record<string, Type>>,
    private readonly element: string,
    private readonly where: Words,
  ) {}

  /** For a part of the element: a row, a column, an entry. */
  at(zh: string, en: string): Reader {
    const { where } = this;
    return new Reader(this.problems, this.strict, this.types, this.element, {
      zh: `${where.zh}${zh}`,
      en: `${where.en}, ${en}`,
    });
  }

  /** The expression; where it cannot be read the problem is told and null stands for it. */
  read(text: string, vocabulary: Vocabulary, options: { expect?: Type; dialect?: Dialect } = {}): Expression {
    const parsed = parse(text, vocabulary, { ...options, strict: this.strict, types: this.types() });
    for (const problem of parsed.problems) this.report(problem, text);
    return parsed.ok ? parsed.expression : NOTHING;
  }

  report(problem: Problem, text = ''): void {
    this.problems.push({ ...problem, element: this.element, where: this.where, text });
  }
}

const NOTHING: Expression = { kind: 'null', type: { kind: 'null' }, from: 0, to: 0 };
