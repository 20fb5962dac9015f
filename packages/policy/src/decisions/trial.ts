import { type Expression, planAll } from '@mingbai/policy-engine';
import { decisionExpressions } from '@mingbai/policy-engine/dmn';
import type { ReadTx } from '@mingbai/store';
import type { RegisterView } from '../bind/register.ts';
import { BASE, bindSubject } from '../bind/subject.ts';
import { mentionedIn } from '../check/mentioned.ts';
import type { InBoth } from '../load/rule.ts';
import { factsOf } from '../vocabulary/facts-of.ts';
import type { PolicyDecision } from './library.ts';

/** One side of a trial: a decision, by the parameters of its view. */
export interface TrialSide {
  readonly decision: PolicyDecision;
  readonly view: RegisterView;
}

/** How many went from one outcome to another, by village. Outcomes are the text of the value; null is blank. */
export interface TrialCount {
  readonly village: string;
  readonly before: string | null;
  readonly after: string | null;
  readonly count: number;
}

export interface TrialChange {
  readonly id: string;
  readonly household: string;
  readonly village: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** SQL that cannot be: which entries or facts, and why. */
export class TrialRefused extends Error {
  constructor(readonly reasons: readonly InBoth[]) {
    super(reasons.map(({ en }) => en).join('; '));
  }
}

/**
 * The SQL of one side: `(id, household_id, region, value)`, one row a subject. `entry` chooses among the values
 * of a decision that answers several. Throws `TrialRefused`.
 */
export function sideSql({ decision, view }: TrialSide, entry: string | null): string {
  const { subject, program } = decision.model;
  if (subject === null) {
    throw new TrialRefused([
      { zh: '这项决策的事实不在登记簿里', en: 'The facts of this decision are not those of the register' },
    ]);
  }
  const said = decisionExpressions(program, decision.node.key);
  if (!said.ok) throw new TrialRefused(said.unsupported);
  const chosen = said.entries.find((each) => each.entry === entry) ?? lastOf(said.entries);
  const facts = factsOf(subject, view.parameters);
  const bound = bindSubject(subject, facts, mentionedIn(chosen.expression, facts), view);
  const plan = planAll([{ id: 'value', expression: chosen.expression }], bound.binding, 'postgres', {
    demand: 'exact',
  });
  const [column] = plan.columns;
  if (!column) throw new TrialRefused(plan.unsupported);
  return `select ${BASE}.id, ${BASE}.household_id, ${BASE}.region, (${column.sql})::text as value
    from ${bound.relation()} ${plan.from}`;
}

function lastOf(entries: readonly { readonly entry: string | null; readonly expression: Expression }[]): {
  readonly expression: Expression;
} {
  const last = entries.at(-1);
  if (!last) throw new TrialRefused([{ zh: '决策没有结果', en: 'The decision answers nothing' }]);
  return last;
}

/** Who goes where when `after` holds instead of `before`: counted over the register in scope. */
export async function countTrial(
  tx: ReadTx,
  before: TrialSide,
  after: TrialSide,
  entry: string | null,
): Promise<readonly TrialCount[]> {
  const rows = await tx.rows<{ village: string; before: string | null; after: string | null; count: string }>(
    `select lpad(x.region::text, 12, '0') as village, x.value as before, y.value as after, count(*)::text as count
     from (${sideSql(before, entry)}) x join (${sideSql(after, entry)}) y on y.id = x.id
     group by x.region, x.value, y.value order by x.region, x.value, y.value`,
  );
  return rows.map((row) => ({ ...row, count: Number(row.count) }));
}

/** The subjects whose outcome changes, by village and id. */
export async function listTrial(
  tx: ReadTx,
  before: TrialSide,
  after: TrialSide,
  entry: string | null,
  limit: number,
): Promise<readonly TrialChange[]> {
  return tx.rows<TrialChange>(
    `select x.id::text as id, x.household_id::text as household, lpad(x.region::text, 12, '0') as village,
       x.value as before, y.value as after
     from (${sideSql(before, entry)}) x join (${sideSql(after, entry)}) y on y.id = x.id
     where x.value is distinct from y.value order by x.region, x.id limit ${Math.trunc(limit)}`,
  );
}
