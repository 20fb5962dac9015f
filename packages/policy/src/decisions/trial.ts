import { type Expression, planAll, rewrite } from '@mingbai/policy-engine';
import { decisionExpressions } from '@mingbai/policy-engine/dmn';
import type { ReadTx } from '@mingbai/store';
import { countySql, ofHouseholdsSql, type RegisterView } from '../bind/register.ts';
import { BASE, bindSubject } from '../bind/subject.ts';
import { mentionedIn, together } from '../check/mentioned.ts';
import type { InBoth } from '../load/rule.ts';
import type { Fact, Facts, Subject } from '../vocabulary/fact.ts';
import { factsOf } from '../vocabulary/facts-of.ts';
import type { PolicyDecision } from './library.ts';

/** One side of a trial: a decision, by the parameters of its view. */
export interface TrialSide {
  readonly decision: PolicyDecision;
  readonly view: RegisterView;
}

/**
 * How many of a village go from one outcome to another, by cause and class of their household (codes; null is
 * blank). Outcomes are the text of the value; null is blank. Amounts are sums in yuan, null where nothing is granted.
 */
export interface TrialCount {
  readonly village: string;
  readonly before: string | null;
  readonly after: string | null;
  readonly cause: string | null;
  readonly class: string | null;
  readonly count: number;
  readonly amountBefore: number | null;
  readonly amountAfter: number | null;
  /** How many of them have another outcome or another amount. */
  readonly touched: number;
  /** Those who would come to have an amount, would have none any more, would have another. */
  readonly entered: Moving | null;
  readonly left: Moving | null;
  readonly otherwise: Moving | null;
}

/** How many, and how many yuan more (less than nothing: less) they would have. */
export interface Moving {
  readonly count: number;
  readonly yuan: number;
}

export interface TrialChange {
  readonly id: string;
  readonly household: string;
  readonly village: string;
  readonly before: string | null;
  readonly after: string | null;
}

export interface TrialOutcome {
  readonly counts: readonly TrialCount[];
  /** The first that change, by village and id. */
  readonly list: readonly TrialChange[];
  /** The entry whose yuan are summed; null when the decision grants none. */
  readonly amount: string | null;
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
  const facts = factsOf(subjectOf(decision), view.parameters);
  const { chosen } = entriesOf(decision, entry);
  return relationSql(decision, facts, view, [{ id: 'value', expression: chosen, text: true }]);
}

/**
 * Who goes where when `after` holds instead of `before`, over the register in scope and in one pass over it: both
 * sides are columns of one relation. Names the first `limit` of those that change.
 */
export async function tryOver(
  tx: ReadTx,
  before: TrialSide,
  after: TrialSide,
  entry: string | null,
  limit: number,
): Promise<TrialOutcome> {
  const { sql, amount } = bothSql(before, after, entry);
  const row = await tx.find<{ counts: TrialCount[]; list: TrialChange[] }>(
    `with asked as materialized (${sql}),
       counted as (${tallySql(`(${groupsSql(before.view)})`)}),
       moved as (select id::text, household_id::text as household, lpad(region::text, 12, '0') as village, before, after
         from asked where ${CHANGES} order by asked.region, asked.id limit ${Math.trunc(limit)})
     select coalesce((select json_agg(counted) from counted), '[]') as counts,
       coalesce((select json_agg(moved) from moved), '[]') as list`,
  );
  return { counts: row?.counts ?? [], list: row?.list ?? [], amount };
}

/** Of `asked`: another outcome or another amount. */
export const CHANGES = '(before, amount_before) is distinct from (after, amount_after)';

const MOVING = {
  entered: 'coalesce(a.amount_before, 0) = 0 and a.amount_after <> 0',
  left: 'a.amount_before <> 0 and coalesce(a.amount_after, 0) = 0',
  otherwise: 'a.amount_before <> 0 and a.amount_after <> 0 and a.amount_before <> a.amount_after',
} as const;
const MOVINGS = ['entered', 'left', 'otherwise'] as const;

/** How many of `asked` go where, by village, cause and class: figures that can be added up. */
export function groupsSql(view: RegisterView): string {
  const moving = MOVINGS.map(
    (key) => `count(*) filter (where ${MOVING[key]}) as ${key}_count,
      sum(coalesce(a.amount_after, 0) - coalesce(a.amount_before, 0)) filter (where ${MOVING[key]}) as ${key}_yuan`,
  );
  return `select a.region, a.before, a.after, h.main_cause as cause, h.poverty_class as class, count(*) as count,
      sum(a.amount_before) as amount_before, sum(a.amount_after) as amount_after,
      count(*) filter (where ${CHANGES}) as touched, ${moving.join(', ')}
    from asked a left join mingbai.household h on h.county = ${countySql(view)} and h.id = a.household_id${ofHouseholdsSql('h.id', view)}
    group by 1, 2, 3, 4, 5`;
}

/** Rows of `TrialCount` from those of `groupsSql`, of one pass or of several. */
export function tallySql(groups: string): string {
  const moving = MOVINGS.map(
    (key) => `case when sum(${key}_count) > 0 then
      json_build_object('count', sum(${key}_count), 'yuan', sum(${key}_yuan)) end as "${key}"`,
  );
  return `select lpad(region::text, 12, '0') as village, before, after, cause, class, sum(count) as count,
      sum(amount_before) as "amountBefore", sum(amount_after) as "amountAfter", sum(touched) as touched, ${moving.join(', ')}
    from ${groups} g group by region, before, after, cause, class order by 1, 2, 3, 4, 5`;
}

/** Names and figures of the other side stand under this. */
const AFTER = 'after:';

/** What both sides ask of each subject, before it is said in any SQL. */
export interface TrialQuestion {
  readonly subject: Subject;
  readonly facts: Facts;
  /** That of the side before, with the parameters of the other under names of their own. */
  readonly view: RegisterView;
  /** `before`, `after`, `amount_before`, `amount_after`. */
  readonly columns: readonly SqlColumn[];
  readonly amount: string | null;
}

/** Both sides over the facts of one subject. Throws `TrialRefused`. */
export function trialQuestion(before: TrialSide, after: TrialSide, entry: string | null): TrialQuestion {
  const subject = subjectOf(before.decision);
  if (subjectOf(after.decision) !== subject) {
    throw new TrialRefused([
      { zh: '前后两版说的不是同一类对象', en: 'The two versions are not about the same things' },
    ]);
  }
  const changed = [...after.view.parameters.values()].filter(
    (each) => before.view.parameters.get(each.id) !== each,
  );
  const view: RegisterView = {
    ...before.view,
    parameters: new Map([
      ...before.view.parameters,
      ...changed.map((each) => [`${AFTER}${each.id}`, { ...each, id: `${AFTER}${each.id}` }] as const),
    ]),
  };
  const facts = new Map(factsOf(subject, before.view.parameters));
  for (const [name, fact] of factsOf(subject, after.view.parameters)) {
    const { source } = fact;
    if (source.kind !== 'parameter' || !view.parameters.has(`${AFTER}${source.id}`)) continue;
    facts.set(`${AFTER}${name}`, {
      ...fact,
      source: { ...source, id: `${AFTER}${source.id}` },
    } satisfies Fact);
  }
  const otherwise = (expression: Expression): Expression =>
    rewrite(
      expression,
      (node) =>
        node.kind === 'fact' && facts.has(`${AFTER}${node.name}`)
          ? { ...node, name: `${AFTER}${node.name}` }
          : undefined,
      (binding) => binding,
    );
  const [now, then] = [entriesOf(before.decision, entry), entriesOf(after.decision, entry)];
  const columns = [
    { id: 'before', expression: now.chosen, text: true },
    { id: 'after', expression: otherwise(then.chosen), text: true },
    { id: 'amount_before', expression: now.amount?.expression ?? null, text: false },
    { id: 'amount_after', expression: then.amount ? otherwise(then.amount.expression) : null, text: false },
  ];
  return { subject, facts, view, columns, amount: (then.amount ?? now.amount)?.entry ?? null };
}

/** `(id, household_id, region, before, after, amount_before, amount_after)`, one row a subject. */
export function bothSql(
  before: TrialSide,
  after: TrialSide,
  entry: string | null,
): { readonly sql: string; readonly amount: string | null } {
  const { facts, view, columns, amount } = trialQuestion(before, after, entry);
  return { sql: relationSql(before.decision, facts, view, columns), amount };
}

interface SqlColumn {
  readonly id: string;
  /** Null: the column is blank. */
  readonly expression: Expression | null;
  /** As text, else as a number. */
  readonly text: boolean;
}

function relationSql(
  decision: PolicyDecision,
  facts: Facts,
  view: RegisterView,
  columns: readonly SqlColumn[],
): string {
  const asked = columns.flatMap(({ id, expression }) => (expression === null ? [] : [{ id, expression }]));
  const names = together(asked.map(({ expression }) => mentionedIn(expression, facts)));
  const bound = bindSubject(subjectOf(decision), facts, names, view);
  const plan = planAll(asked, bound.binding, 'postgres', { demand: 'exact' });
  const [refused] = plan.unsupported;
  if (refused !== undefined) throw new TrialRefused(plan.unsupported);
  const found = new Map(plan.columns.map((column) => [column.id, column.sql]));
  const said = columns.map(({ id, text, expression }) => {
    const sql = found.get(id) ?? 'null';
    if (!text) return `(${sql})::numeric as ${id}`;
    // Noughts behind the point are the database's, not the policy's: 18161.0 is 18161.
    return expression?.type.kind === 'number'
      ? `trim_scale((${sql})::numeric)::text as ${id}`
      : `(${sql})::text as ${id}`;
  });
  return `select ${BASE}.id, ${BASE}.household_id, ${BASE}.region, ${said.join(', ')}
    from ${bound.relation()} ${plan.from}`;
}

/** What the decision is about. Throws `TrialRefused` when its facts are not those of the register. */
export function subjectOf({ model }: PolicyDecision): Subject {
  if (model.subject === null) {
    throw new TrialRefused([
      { zh: '这项决策的事实不在登记簿里', en: 'The facts of this decision are not those of the register' },
    ]);
  }
  return model.subject;
}

/** The value that is asked for, the last one when none is named, and the yuan that go with it. */
function entriesOf(
  decision: PolicyDecision,
  entry: string | null,
): {
  readonly chosen: Expression;
  readonly amount: { readonly entry: string; readonly expression: Expression } | undefined;
} {
  const said = decisionExpressions(decision.model.program, decision.node.key);
  if (!said.ok) throw new TrialRefused(said.unsupported);
  const chosen = said.entries.find((each) => each.entry === entry) ?? said.entries.at(-1);
  if (!chosen) throw new TrialRefused([{ zh: '决策没有结果', en: 'The decision answers nothing' }]);
  // The value itself, or what stands last before it: a sum stands below its parts.
  const amount = [chosen, ...said.entries.toReversed()].find(
    ({ expression: { type } }) => type.kind === 'number' && type.unit === '元',
  );
  return {
    chosen: chosen.expression,
    amount: amount && { entry: amount.entry ?? decision.node.name, expression: amount.expression },
  };
}
