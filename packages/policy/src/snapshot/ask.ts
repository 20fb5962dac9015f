import { type Expression, numberOutcomes, planAll, STRING } from '@mingbai/policy-engine';
import { BASE, bindSubject } from '../bind/subject.ts';
import { mentionedIn, type Mentioned, together } from '../check/mentioned.ts';
import { TrialRefused, type TrialQuestion } from '../decisions/trial.ts';
import { type SnapshotContents, snapshotContents } from './contents.ts';
import { type Counties, SnapshotFrame } from './frame.ts';

/** A value in DuckDB's SQL over `rows` under the alias `b`. */
export interface AskedValue {
  /** A number; text; or a small number, the place of the text among `outcomes`, when these are all there are. */
  readonly sql: string;
  readonly outcomes?: readonly (string | null)[];
}

export interface SnapshotSql {
  /** One row a subject with `county`, `region`, `household_id`, `id` and all that the values need of it and its lists. */
  readonly rows: string;
  /** As the question names them; what it does not ask is not here. */
  readonly values: Readonly<Partial<Record<TrialQuestion['columns'][number]['id'], AskedValue>>>;
}

type Asked = Pick<TrialQuestion, 'subject' | 'facts' | 'view' | 'columns'>;

/** The least that a snapshot must hold for the question. */
export function contentsFor({ subject, facts, view, columns }: Asked): SnapshotContents {
  return snapshotContents([{ subject, facts, names: namesOf({ facts, columns }) }], view);
}

/**
 * The question over a snapshot's tables in DuckDB's SQL. `rows` says no parameter of the view unless a list is asked
 * about one, so it can be kept as a table and asked again with others. Throws `TrialRefused` when it cannot be said.
 */
export function snapshotSql(question: Asked, counties: Counties): SnapshotSql {
  const { subject, facts, view, columns } = question;
  const bound = bindSubject(
    subject,
    facts,
    namesOf(question),
    view,
    undefined,
    (kind) => new SnapshotFrame(kind, view, counties),
  );
  const asked = columns.flatMap(({ id, expression, text }) => {
    if (expression === null) return [];
    const numbered = text ? numberOutcomes(expression) : undefined;
    return [
      { id, text, numbered, expression: numbered?.expression ?? (text ? asText(expression) : expression) },
    ];
  });
  const plan = planAll(asked, bound.binding, 'duckdb', { demand: 'exact', answersIn: BASE });
  if (plan.unsupported.length > 0) throw new TrialRefused(plan.unsupported);
  const answers = plan.answers.map(({ sql, name }) => `, ${sql} as ${name}`).join('');
  const said = new Map(plan.columns.map(({ id, sql }) => [id, sql]));
  const values = asked.map(({ id, text, numbered }): [string, AskedValue] => {
    const sql = said.get(id) ?? 'null';
    if (numbered) return [id, { sql: `cast(${sql} as utinyint)`, outcomes: numbered.outcomes }];
    return [id, { sql: text ? `cast(${sql} as varchar)` : sql }];
  });
  return {
    rows: `select ${BASE}.*${answers} from ${bound.relation()} ${plan.from}`,
    values: Object.fromEntries(values),
  };
}

function namesOf({ facts, columns }: Pick<TrialQuestion, 'facts' | 'columns'>): Mentioned {
  return together(
    columns.flatMap(({ expression }) => (expression === null ? [] : [mentionedIn(expression, facts)])),
  );
}

/** Numbers as FEEL writes them: each database writes them in its own way. */
function asText(expression: Expression): Expression {
  if (expression.type.kind !== 'number') return expression;
  const { from, to } = expression;
  return { kind: 'call', function: 'string', arguments: [expression], type: STRING, from, to };
}
