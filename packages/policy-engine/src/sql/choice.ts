import type { If } from '../syntax/operators.ts';
import { carriedPart } from './arithmetic.ts';
import type { Demand } from './compare.ts';
import { type Compiling, type EmitForm, numbersOf, refuse } from './compiling.ts';
import {
  booleanSql,
  type Form,
  isScalar,
  NULL_FORM,
  type NumberForm,
  type ScalarForm,
  truth,
} from './form.ts';
import { aligned, fraction, ONE } from './number.ts';

/** `if`: what is not true, null among it, takes the other branch. */
export function ifForm(node: If, at: Compiling, demand: Demand, emit: EmitForm): Form {
  const condition = booleanSql(emit(node.condition, at, 'truth'), node.condition);
  const yes = emit(node.whenTrue, at, demand);
  const no = emit(node.otherwise, at, demand);
  if (yes.kind === 'null' && no.kind === 'null') return NULL_FORM;
  if (!isScalar(yes) || !isScalar(no))
    return refuse(node, 'if', { zh: '列表和一组数据的选择', en: 'a choice between lists or contexts' });
  if (yes.kind === 'number' || no.kind === 'number') return numberChoice(condition, yes, no, node, at);
  const one = yes.kind === 'null' ? no : yes;
  if (one.kind === 'null' || (yes.kind !== 'null' && no.kind !== 'null' && yes.kind !== no.kind)) {
    return refuse(node, 'if', { zh: '两个结果类型不同', en: 'results of two types' });
  }
  const sql = `case when ${condition} then ${sqlOf(yes)} else ${sqlOf(no)} end`;
  const nullable = isNullable(yes) || isNullable(no);
  if (one.kind === 'boolean') return truth(`(${sql})`, nullable);
  return { kind: one.kind, sql: `(${sql})`, nullable };
}

function sqlOf(form: ScalarForm): string {
  return form.kind === 'null' ? 'null' : form.sql;
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
