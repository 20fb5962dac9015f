import { type Expression, numberOutcomes, planAll, STRING } from '@mingbai/policy-engine';
import { decisionExpressions } from '@mingbai/policy-engine/dmn';
import { BASE, bindSubject } from '../bind/subject.ts';
import type { RegisterView } from '../bind/register.ts';
import { mentionedIn, together } from '../check/mentioned.ts';
import { TrialRefused, type TrialSide } from '../decisions/trial.ts';
import type { Facts, Subject } from '../vocabulary/fact.ts';
import { factsOf } from '../vocabulary/facts-of.ts';
import { type SnapshotContents, snapshotContents } from './contents.ts';
import { type Counties, SnapshotFrame } from './frame.ts';

/** Values asked of every subject of a kind. */
export interface SnapshotQuestion {
  readonly subject: Subject;
  readonly facts: Facts;
  readonly view: RegisterView;
  readonly expressions: readonly Expression[];
}

/** A value in DuckDB's SQL over `rows` under the alias `b`. */
export interface AskedValue {
  /** Text; or a small number, the place of the text among `outcomes`, when these are all there are. */
  readonly sql: string;
  readonly outcomes?: readonly (string | null)[];
}

export interface SnapshotSql {
  /** One row a subject with `county`, `region`, `household_id`, `id` and all that the values need of it and its lists. */
  readonly rows: string;
  /** In the order of the expressions. */
  readonly values: readonly AskedValue[];
}

/** The least that a snapshot must hold for the question. */
export function contentsFor({ subject, facts, view, expressions }: SnapshotQuestion): SnapshotContents {
  return snapshotContents([{ subject, facts, names: namesOf(expressions, facts) }], view);
}

/**
 * The question over a snapshot's tables in DuckDB's SQL. `rows` does not depend on parameters of the view, so it can
 * be kept as a table and asked again with others. Throws `TrialRefused` when it cannot be said.
 */
export function snapshotSql(
  { subject, facts, view, expressions }: SnapshotQuestion,
  counties: Counties,
): SnapshotSql {
  const bound = bindSubject(
    subject,
    facts,
    namesOf(expressions, facts),
    view,
    undefined,
    (kind) => new SnapshotFrame(kind, view, counties),
  );
  const numbered = expressions.map(numberOutcomes);
  const planned = expressions.map((expression, at) => ({
    id: String(at),
    expression: numbered[at]?.expression ?? asText(expression),
  }));
  const plan = planAll(planned, bound.binding, 'duckdb', { demand: 'exact', answersIn: BASE });
  if (plan.unsupported.length > 0) throw new TrialRefused(plan.unsupported);
  const answers = plan.answers.map(({ sql, name }) => `, ${sql} as ${name}`).join('');
  return {
    rows: `select ${BASE}.*${answers} from ${bound.relation()} ${plan.from}`,
    values: plan.columns.map(({ sql }, at) => {
      const outcomes = numbered[at]?.outcomes;
      return outcomes === undefined
        ? { sql: `cast(${sql} as varchar)` }
        : { sql: `cast(${sql} as utinyint)`, outcomes };
    }),
  };
}

function namesOf(expressions: readonly Expression[], facts: Facts): ReturnType<typeof together> {
  return together(expressions.map((expression) => mentionedIn(expression, facts)));
}

/** Numbers as FEEL writes them: each database writes them in its own way. */
function asText(expression: Expression): Expression {
  if (expression.type.kind !== 'number') return expression;
  const { from, to } = expression;
  return { kind: 'call', function: 'string', arguments: [expression], type: STRING, from, to };
}

/** What one side of a trial asks; `entry` chooses among the values of a decision that answers several. */
export function sideQuestion({ decision, view }: TrialSide, entry: string | null): SnapshotQuestion {
  const { subject, program } = decision.model;
  if (subject === null) {
    throw new TrialRefused([
      { zh: '这项决策的事实不在登记簿里', en: 'The facts of this decision are not those of the register' },
    ]);
  }
  const said = decisionExpressions(program, decision.node.key);
  if (!said.ok) throw new TrialRefused(said.unsupported);
  const chosen = said.entries.find((each) => each.entry === entry) ?? said.entries.at(-1);
  return {
    subject,
    facts: factsOf(subject, view.parameters),
    view,
    expressions: chosen ? [chosen.expression] : [],
  };
}
