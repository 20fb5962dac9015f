import type { Expression, Iterator, Quantified } from '../syntax/expression.ts';
import type { Node } from '../syntax/node.ts';
import { type EmitForm, refuse } from './compiling.ts';
import { COUNTING } from './for.ts';
import {
  type ArrayForm,
  type BooleanForm,
  booleanSql,
  type Form,
  type RowsForm,
  truth,
  type Demand,
  type Compiling,
} from './form.ts';
import { beside, inside, listArgument, listForm, watched } from './rows.ts';

export function quantifiedForm(node: Quantified, at: Compiling, demand: Demand, emit: EmitForm): BooleanForm {
  return quantifiedBy(node.iterators, node, at, demand, emit);
}

/** Several iterators are one within the other: the outer one asks of each member what the inner one says. */
function quantifiedBy(
  iterators: readonly Iterator[],
  node: Quantified,
  at: Compiling,
  demand: Demand,
  emit: EmitForm,
): BooleanForm {
  const [iterator, ...others] = iterators;
  if (!iterator || iterator.end) return refuse(node, node.kind, COUNTING);
  const list = listArgument(iterator.list, at, emit);
  const condition = (within: Compiling, wanted: Demand): Form =>
    others.length > 0
      ? quantifiedBy(others, node, within, wanted, emit)
      : emit(node.condition, within, wanted);
  if (list.kind === 'null') return truth('cast(null as boolean)', true);
  if (list.kind === 'array' && node.kind === 'some' && others.length === 0) {
    const texts = textsAskedFor(node.condition, iterator.binding);
    if (texts) return someOfArray(list, texts, at, demand);
  }
  if (list.kind === 'items') {
    const each = list.items.map((item) => condition(beside(at, iterator.binding, item), demand));
    return overItems(node.kind, each, node.condition);
  }
  const rows = listForm(list, iterator.list, at);
  if (rows.kind === 'items' || (rows.present !== undefined && iterators.length + at.depth > 1)) {
    return refuse(iterator.list, node.kind);
  }
  const [held, outward] = watched(at, () => condition(inside(at, iterator.binding, rows.item), demand));
  return quantify(node.kind, { ...rows, outward: rows.outward || outward }, held, node.condition, at, demand);
}

/** The texts of `member in ("a", "b")` or `member = "a"`, when the condition asks nothing else. */
function textsAskedFor(condition: Expression, binding: number): readonly string[] | undefined {
  const isMember = (node: Expression): boolean => node.kind === 'variable' && node.binding === binding;
  const text = (node: Expression): string | undefined =>
    node.kind === 'string' || node.kind === 'code' ? node.value : undefined;
  const operands =
    condition.kind === 'in' && !condition.negated && isMember(condition.value)
      ? condition.tests.map(({ mode, operand }) => (mode === 'equal' ? text(operand) : undefined))
      : condition.kind === 'comparison' && condition.operator === '=' && isMember(condition.left)
        ? [text(condition.right)]
        : [undefined];
  const texts = operands.filter((each) => each !== undefined);
  return texts.length === operands.length ? texts : undefined;
}

function someOfArray(
  { sql, nullable }: ArrayForm,
  texts: readonly string[],
  { target }: Compiling,
  demand: Demand,
): BooleanForm {
  const has = target.arrayHasAny(sql, texts.map(target.quoted));
  if (!nullable || demand === 'truth') return truth(has, nullable);
  return truth(`case when ${sql} is not null then ${has} end`, true);
}

/** `some`, `every` over conditions written out: three-valued or, and. */
export function overItems(kind: 'some' | 'every', each: readonly Form[], node: Node): BooleanForm {
  if (each.length === 0) return truth(String(kind === 'every'), false);
  const parts = each.map((form) => (form.kind === 'null' ? 'cast(null as boolean)' : booleanSql(form, node)));
  const nullable = each.some((form) => form.kind === 'null' || (form.kind === 'boolean' && form.nullable));
  const joined = parts.join(kind === 'some' ? ' or ' : ' and ');
  return truth(parts.length === 1 ? joined : `(${joined})`, nullable);
}

/** Whether the condition holds for some or every row; null where neither is known. */
export function quantify(
  kind: 'some' | 'every',
  rows: RowsForm,
  condition: Form,
  node: Node,
  at: Compiling,
  demand: Demand,
): BooleanForm {
  const sql = condition.kind === 'null' ? 'cast(null as boolean)' : booleanSql(condition, node);
  const nullable = condition.kind === 'null' || (condition.kind === 'boolean' && condition.nullable);
  const present = (result: string): BooleanForm =>
    rows.present === undefined
      ? truth(result, false)
      : truth(`case when ${rows.present} then ${result} end`, true);
  const kept = (where: string): RowsForm => ({ ...rows, where: [...rows.where, where] });
  if (demand === 'truth' || !nullable) {
    const some = at.aggregator.any(kept(kind === 'some' ? sql : `(${sql}) is not true`));
    return present(kind === 'some' ? some : `(not ${some})`);
  }
  const decides = kind === 'some' ? sql : `(not ${sql})`;
  const counts = [
    { sql: 'count(*)', where: decides, empty: '0' },
    { sql: 'count(*)', where: `(${sql}) is null`, empty: '0' },
  ];
  const result = at.aggregator.over(
    rows,
    counts,
    ([deciding = '', open = '']) =>
      `case when ${deciding} > 0 then ${kind === 'some'} when ${open} = 0 then ${kind === 'every'} end`,
  );
  const form = present(result);
  return { ...form, nullable: true };
}
