import type { Expression, If } from '../syntax/expression.ts';
import { carriedPart } from './arithmetic.ts';
import { chosenTruth, type TruthArm } from './chosen.ts';
import { type EmitForm, numbersOf, refuse } from './compiling.ts';
import {
  type Arm,
  type BooleanForm,
  booleanSql,
  type Choice,
  type Form,
  isScalar,
  NULL_FORM,
  type NumberForm,
  type ScalarForm,
  type TemporalKind,
  truth,
  type Demand,
  type Compiling,
} from './form.ts';
import { aligned, fraction, ONE } from './number.ts';

/** `if`: what is not true, null among it, takes the other branch. A chain of them is one choice. */
export function ifForm(node: If, at: Compiling, demand: Demand, emit: EmitForm): Form {
  const { arms, otherwise } = chainOf(node, at, demand, emit);
  if (arms.length === 0) return otherwise;
  const forms = [...arms.map(({ value }) => value), otherwise];
  if (forms.every(({ kind }) => kind === 'null')) return NULL_FORM;
  if (!forms.every(isScalar))
    return refuse(node, 'if', { zh: '列表和一组数据的选择', en: 'a choice between lists or contexts' });
  if (forms.some(({ kind }) => kind === 'number')) {
    return (
      writtenNumbers(arms, otherwise) ??
      arms.reduceRight<Form>(
        (rest, { when, value }) =>
          numberChoice(when.sql, scalarOf(value, node), scalarOf(rest, node), node, at),
        otherwise,
      )
    );
  }
  const kinds = new Set(forms.map(({ kind }) => kind).filter((kind) => kind !== 'null'));
  const [kind] = kinds;
  if (kind === undefined || kinds.size > 1)
    return refuse(node, 'if', { zh: '两个结果类型不同', en: 'results of two types' });
  const nullable = forms.some((form) => isNullable(scalarOf(form, node)));
  if (kind === 'boolean') {
    const plain = truths(arms, otherwise);
    return plain === undefined
      ? truth(caseSql(arms, otherwise), nullable)
      : chosenTruth(plain.arms, plain.otherwise, demand);
  }
  if (kind !== 'text') return { kind: kind as TemporalKind, sql: caseSql(arms, otherwise), nullable };
  const choice = texts(arms, otherwise);
  return { kind: 'text', sql: caseSql(arms, otherwise), nullable, ...(choice && { choice }) };
}

interface ChainArm {
  readonly when: BooleanForm;
  readonly value: Form;
  readonly exclusive: object | undefined;
}

/** What is known when compiling is chosen then; what stands behind it is not looked at. */
function chainOf(
  node: If,
  at: Compiling,
  demand: Demand,
  emit: EmitForm,
): { arms: readonly ChainArm[]; otherwise: Form } {
  const arms: ChainArm[] = [];
  let rest: Expression = node;
  while (rest.kind === 'if') {
    const { condition, whenTrue, exclusive }: If = rest;
    const form = emit(condition, at, 'truth');
    const when = truth(booleanSql(form, condition), form.kind !== 'boolean' || form.nullable);
    if (when.sql === 'true') {
      rest = whenTrue;
      continue;
    }
    if (when.sql !== 'false') arms.push({ when, value: emit(whenTrue, at, demand), exclusive });
    rest = rest.otherwise;
  }
  return { arms, otherwise: emit(rest, at, demand) };
}

function caseSql(arms: readonly ChainArm[], otherwise: Form): string {
  const parts = arms.map(({ when, value }) => `when ${when.sql} then ${sqlOf(value)}`);
  const last = otherwise.kind === 'null' ? '' : ` else ${sqlOf(otherwise)}`;
  return `(case ${parts.join(' ')}${last} end)`;
}

/** The choice as texts, when all of them are written out or null. */
function texts(arms: readonly ChainArm[], otherwise: Form): Choice | undefined {
  const last = textOf(otherwise);
  if (last === undefined) return undefined;
  const written: Arm[] = [];
  for (const { when, value, exclusive } of arms) {
    const text = textOf(value);
    if (text === undefined) return undefined;
    written.push({ when, text, exclusive });
  }
  return { arms: written, otherwise: last };
}

function textOf(form: Form): string | null | undefined {
  if (form.kind === 'null') return null;
  return form.kind === 'text' ? form.constant : undefined;
}

/** Small numbers that are written out, without looking for a common scale. */
function writtenNumbers(arms: readonly ChainArm[], otherwise: Form): NumberForm | undefined {
  const values = [...arms.map(({ value }) => value), otherwise];
  let digits = 1;
  for (const value of values) {
    if (value.kind === 'null') continue;
    if (value.kind !== 'number' || value.constant === undefined || value.shift !== 0) return undefined;
    digits = Math.max(digits, value.digits ?? Number.POSITIVE_INFINITY);
  }
  if (digits > 9) return undefined;
  const nullable = values.some(({ kind }) => kind === 'null');
  return { kind: 'number', sql: caseSql(arms, otherwise), shift: 0, digits, carrier: 'column', nullable };
}

function truths(
  arms: readonly ChainArm[],
  otherwise: Form,
): { arms: readonly TruthArm[]; otherwise: boolean } | undefined {
  const last = truthOf(otherwise);
  if (last === undefined) return undefined;
  const written: TruthArm[] = [];
  for (const { when, value, exclusive } of arms) {
    const holds = truthOf(value);
    if (holds === undefined) return undefined;
    written.push({ when, holds, exclusive });
  }
  return { arms: written, otherwise: last };
}

function truthOf(form: Form): boolean | undefined {
  if (form.kind !== 'boolean') return undefined;
  return form.sql === 'true' ? true : form.sql === 'false' ? false : undefined;
}

function scalarOf(form: Form, node: If): ScalarForm {
  return isScalar(form) ? form : refuse(node, 'if');
}

function sqlOf(form: Form): string {
  if (form.kind === 'null') return 'null';
  if (!('sql' in form)) throw new Error(`no single value: ${form.kind}`);
  return form.sql;
}

function isNullable(form: ScalarForm): boolean {
  return form.kind === 'null' || form.nullable;
}

function topOf(form: NumberForm): NumberForm {
  return fraction(form, ONE, form.shift, form.nullable);
}

function numberChoice(condition: string, yes: ScalarForm, no: ScalarForm, node: If, at: Compiling): Form {
  const numbers = numbersOf(node, at);
  const one = yes.kind === 'number' ? yes : no;
  const other = yes.kind === 'number' ? no : yes;
  if (one.kind !== 'number') return NULL_FORM;
  if (other.kind === 'null') {
    const { sql, digits, carrier } = carriedPart(one, numbers);
    const chosen =
      one === yes
        ? `case when ${condition} then ${sql} end`
        : `case when ${condition} then null else ${sql} end`;
    const { kind, shift, over } = one;
    return {
      kind,
      shift,
      ...(over && { over }),
      sql: `(${chosen})`,
      digits,
      carrier: carrier === 'literal' ? 'column' : carrier,
      nullable: true,
    };
  }
  if (yes.kind !== 'number' || no.kind !== 'number')
    return refuse(node, 'if', { zh: '两个结果类型不同', en: 'results of two types' });
  if (yes.over || no.over) {
    // Each over its own denominator; the wrong one's zero must not spoil the right one.
    const over = `case when ${condition} then ${yes.over?.sql ?? '1'} else ${no.over?.sql ?? '1'} end`;
    const digits = [yes.over?.digits, no.over?.digits].some(
      (each, index) => each === undefined && [yes, no][index]?.over,
    )
      ? undefined
      : Math.max(yes.over?.digits ?? 1, no.over?.digits ?? 1);
    const top = numberChoice(condition, topOf(yes), topOf(no), node, at);
    if (top.kind !== 'number') return top;
    return {
      ...top,
      nullable: true,
      over: { sql: `(${over})`, digits, carrier: (digits ?? 99) > 18 ? 'wide' : 'narrow' },
    };
  }
  const { left, right, shift } = aligned(yes, no, numbers);
  const digits =
    left.digits === undefined || right.digits === undefined ? undefined : Math.max(left.digits, right.digits);
  const [x, y] = [carriedPart(left, numbers), carriedPart(right, numbers)];
  const wide = x.carrier === 'wide' || y.carrier === 'wide';
  const carrier = wide ? 'wide' : x.carrier === 'literal' && y.carrier === 'literal' ? 'column' : 'narrow';
  return {
    kind: 'number',
    sql: `(case when ${condition} then ${x.sql} else ${y.sql} end)`,
    digits,
    carrier,
    shift,
    nullable: yes.nullable || no.nullable,
  };
}
