import type { In, Test } from '../syntax/expression.ts';
import { compare, not, nullTest } from './compare.ts';
import { type EmitForm, refuse } from './compiling.ts';
import {
  type BooleanForm,
  booleanSql,
  type Form,
  isScalar,
  type RangeForm,
  truth,
  type Demand,
  type Compiling,
} from './form.ts';
import { overItems, quantify } from './quantified.ts';
import { beside } from './rows.ts';

/** `value in (…)`: true where one test is, else null where one is, else false. */
export function inForm(node: In, at: Compiling, demand: Demand, emit: EmitForm): Form {
  const value = emit(node.value, at);
  const wanted: Demand = node.negated ? 'exact' : demand;
  const within = node.binding === undefined ? at : beside(at, node.binding, value);
  const tests = node.tests.map((test) => testForm(test, value, within, wanted, emit));
  const held = tests.length === 1 && tests[0] ? tests[0] : overItems('some', merged(tests), node);
  return node.negated ? not(held) : held;
}

type TestForm = BooleanForm & {
  readonly oneOf?: { readonly of: string; readonly literal: string; readonly coalesced: boolean };
};

/** `= 'a' or = 'b'` as one `in ('a', 'b')`. */
function merged(tests: readonly TestForm[]): readonly BooleanForm[] {
  const together = tests.filter(({ oneOf }) => oneOf);
  const [first] = together;
  if (together.length < 2 || !first?.oneOf) return tests;
  const { of, coalesced } = first.oneOf;
  const list = `(${of} in (${together.map(({ oneOf }) => oneOf?.literal).join(', ')}))`;
  const all = coalesced ? truth(`coalesce(${list}, false)`, false) : truth(list, first.nullable);
  return [all, ...tests.filter(({ oneOf }) => !oneOf)];
}

function testForm(test: Test, value: Form, at: Compiling, demand: Demand, emit: EmitForm): TestForm {
  switch (test.mode) {
    case 'comparison':
      return compare(test.operator ?? '=', value, emit(test.operand, at), test.operand, at.target, demand);
    case 'equal':
      return equalTest(test, value, emit(test.operand, at), at, demand);
    case 'condition': {
      const form = emit(test.operand, at, demand);
      if (form.kind === 'null') return truth('cast(null as boolean)', true);
      return form.kind === 'boolean' ? form : truth(booleanSql(form, test.operand), true);
    }
    case 'range':
    case 'list':
      return meets(test, value, emit(test.operand, at), at, demand);
    case 'dynamic':
      return refuse(test.operand, 'in');
  }
}

function equalTest(test: Test, value: Form, operand: Form, at: Compiling, demand: Demand): TestForm {
  const same = compare('=', value, operand, test.operand, at.target, demand);
  if (value.kind !== 'text' || value.choice || operand.kind !== 'text' || operand.constant === undefined)
    return same;
  const coalesced = demand === 'exact' && value.nullable;
  return { ...same, oneOf: { of: value.sql, literal: operand.sql, coalesced } };
}

function meets(test: Test, value: Form, against: Form, at: Compiling, demand: Demand): BooleanForm {
  const node = test.operand;
  if (against.kind === 'range') return inRange(test, value, against, at, demand);
  if (against.kind === 'items') {
    const each = against.items.map((item): TestForm => {
      if (item.kind !== 'range') return equalTest(test, value, item, at, demand);
      // Within a list, a range that does not compare simply does not hold.
      const held = inRange(test, value, item, at, demand);
      return demand === 'exact' && held.nullable ? truth(`coalesce(${held.sql}, false)`, false) : held;
    });
    return each.length === 0 ? truth('false', false) : overItems('some', merged(each), node);
  }
  if (against.kind === 'array') {
    if (!isScalar(value) || value.kind === 'number') return refuse(node, 'in');
    const has = at.target.arrayHas(against.sql, value.kind === 'null' ? 'null' : value.sql);
    if (!against.nullable) return truth(has, false);
    // A list that is not there equals null alone.
    return truth(`case when ${against.sql} is not null then ${has} else ${nullTest(value).sql} end`, false);
  }
  if (against.kind === 'rows') {
    if (against.present !== undefined) return refuse(node, 'in');
    const same = compare('=', against.item, value, node, at.target, 'exact');
    return quantify('some', { ...against, outward: true }, same, node, at, demand);
  }
  return compare('=', value, against, node, at.target, demand);
}

function inRange(test: Test, value: Form, range: RangeForm, at: Compiling, demand: Demand): BooleanForm {
  const { low, high } = range;
  const node = test.operand;
  const ends = [low, high].filter((end) => end !== null);
  if (ends.some(({ kind }) => kind === 'null'))
    return compare('=', value, { kind: 'null' }, node, at.target, demand);
  const parts = [
    ...(low ? [compare(range.lowClosed ? '>=' : '>', value, low, node, at.target, demand)] : []),
    ...(high ? [compare(range.highClosed ? '<=' : '<', value, high, node, at.target, demand)] : []),
  ];
  if (value.kind === 'null') return nullOpen(ends, node);
  const lies = parts.length === 0 ? truth('true', false) : overItems('every', parts, node);
  const open = openEnds(ends);
  // A range with an end that is not known is no range, and then only null equals it.
  if (open === undefined) return lies;
  return truth(
    `case when ${open} then ${isScalar(value) ? nullTest(value).sql : 'false'} else ${lies.sql} end`,
    lies.nullable,
  );
}

function nullOpen(ends: readonly Form[], node: Test['operand']): BooleanForm {
  const open = openEnds(ends);
  if (ends.some((end) => !isScalar(end))) return refuse(node, 'in');
  return truth(open === undefined ? 'cast(null as boolean)' : `case when ${open} then true end`, true);
}

/** SQL that is true where an end is not known. */
function openEnds(ends: readonly Form[]): string | undefined {
  const tests = ends.flatMap((end) =>
    isScalar(end) && end.kind !== 'null' && end.nullable ? [nullTest(end).sql] : [],
  );
  return tests.length === 0 ? undefined : `(${tests.join(' or ')})`;
}
