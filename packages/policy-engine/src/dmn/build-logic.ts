import { memberOf } from '../fit.ts';
import { ANY, BOOLEAN, listOf, type Type, type Entry } from '../type.ts';
import type { Vocabulary } from '../vocabulary.ts';
import type { Box, FunctionBox } from './box.ts';
import { buildTable } from './build-table.ts';
import { ANY_ITEM, type ItemType } from './item-type.ts';
import type { FunctionLogic, Logic, Typing } from './logic.ts';
import type { Reader } from './reader.ts';

export interface Building {
  readonly reader: Reader;
  typeOf(written: string | undefined): ItemType;
}

/**
 * Reads a boxed expression where `vocabulary` is in sight. `wanted` is what its value is to be as far as
 * its surroundings say; what it declares itself comes first.
 */
export function buildLogic(box: Box, vocabulary: Vocabulary, building: Building, wanted = ANY_ITEM): Logic {
  const item = box.type === undefined ? wanted : building.typeOf(box.type);
  const inner = (each: Box, more: Vocabulary = {}, type = ANY_ITEM): Logic =>
    buildLogic(each, { ...vocabulary, ...more }, building, type);
  switch (box.kind) {
    case 'literal': {
      const expect = item.type.kind === 'any' ? {} : { expect: item.type };
      const expression = building.reader.read(box.text, vocabulary, expect);
      return { kind: 'literal', expression, ...known(item, expression.type) };
    }
    case 'table': {
      const table = buildTable(box, vocabulary, building.reader, building.typeOf, item);
      return { ...table, ...known(item, table.type) };
    }
    case 'context':
      return buildContext(box.entries, vocabulary, building, item);
    case 'invocation': {
      const called = inner(box.function);
      const bindings = box.bindings.flatMap(({ parameter, value }) =>
        value ? [{ parameter, value: inner(value) }] : [],
      );
      const result = called.type.kind === 'function' ? called.type.result : ANY;
      return { kind: 'invocation', function: called, bindings, ...known(item, result) };
    }
    case 'list': {
      const items = box.items.map((each) => inner(each, {}, item.member));
      return { kind: 'list', items, ...known(item, listOf(common(items))) };
    }
    case 'relation': {
      const columns = box.columns.map(({ name }) => name);
      const rows = box.rows.map((row) =>
        row.map((each, at) => inner(each, {}, building.typeOf(box.columns[at]?.type))),
      );
      const entries = columns.map((name, at): [string, Entry] => {
        return [name, { type: common(rows.flatMap((row) => row[at] ?? [])) }];
      });
      const type = listOf({ kind: 'context', entries: Object.fromEntries(entries) });
      return { kind: 'relation', columns, rows, ...known(item, type) };
    }
    case 'function':
      return buildFunction(box, vocabulary, building, item);
    case 'conditional': {
      const whenTrue = inner(box.whenTrue, {}, item);
      const otherwise = inner(box.otherwise, {}, item);
      const type = common([whenTrue, otherwise]);
      return {
        kind: 'conditional',
        condition: inner(box.condition, {}, { type: BOOLEAN }),
        whenTrue,
        otherwise,
        ...known(item, type),
      };
    }
    case 'filter': {
      const list = inner(box.list);
      const member = memberOf(list.type);
      const parts = member.kind === 'context' ? member.entries : {};
      const open = member.kind === 'any' || member.kind === 'null';
      const match = inner(box.match, { ...parts, item: { type: member, ...(open && { open }) } });
      return { kind: 'filter', list, match, ...known(item, listOf(member)) };
    }
    case 'for':
    case 'some':
    case 'every': {
      const list = inner(counting(box.list));
      const more: Vocabulary = {
        [box.name]: { type: memberOf(list.type) },
        ...(box.kind === 'for' && { partial: { type: listOf(ANY) } }),
      };
      const body = inner(box.body, more);
      const type = box.kind === 'for' ? listOf(body.type) : BOOLEAN;
      return { kind: box.kind, name: box.name, list, body, ...known(item, type) };
    }
  }
}

/** `for i in 1..3` needs no brackets in FEEL, and is written so in boxes, too: ends that stand bare are a range. */
function counting(box: Box): Box {
  if (box.kind !== 'literal') return box;
  let bare = box.text.replace(/"(?:[^"\\]|\\.)*"/g, '');
  for (let before = ''; before !== bare;) {
    before = bare;
    bare = bare.replace(/\([^()[\]]*\)|\[[^()[\]]*\]/g, '');
  }
  return /^[^()[\]]*\.\.[^()[\]]*$/.test(bare) ? { ...box, text: `[${box.text}]` } : box;
}

/** What the value is: as declared, or else as found; only what is declared is held against it at run time. */
function known(declared: ItemType, found: Type): Typing {
  return declared.type.kind === 'any' ? { type: found } : { type: declared.type, declared };
}

function common(logics: readonly Logic[]): Type {
  const [first, ...others] = logics;
  if (!first) return ANY;
  return others.every(({ type }) => type.kind === first.type.kind) ? first.type : ANY;
}

function buildContext(
  boxes: readonly {
    readonly variable?: { readonly name: string; readonly type?: string };
    readonly value: Box;
  }[],
  vocabulary: Vocabulary,
  building: Building,
  item: ItemType,
): Logic {
  let sight = vocabulary;
  let result: Logic | undefined;
  const entries: { name: string; logic: Logic }[] = [];
  for (const { variable, value } of boxes) {
    if (!variable) {
      result = buildLogic(value, sight, building, item);
      continue;
    }
    const wanted =
      variable.type === undefined
        ? (item.components?.[variable.name] ?? ANY_ITEM)
        : building.typeOf(variable.type);
    // A function may invoke itself by the name that its entry gives it.
    const own = value.kind === 'function' ? { [variable.name]: { type: itself(value, building) } } : {};
    const logic = buildLogic(value, { ...sight, ...own }, building, wanted);
    entries.push({ name: variable.name, logic });
    sight = { ...sight, [variable.name]: { type: logic.type } };
  }
  const parts = entries.map(({ name, logic }): [string, Entry] => [name, { type: logic.type }]);
  const type: Type = result ? result.type : { kind: 'context', entries: Object.fromEntries(parts) };
  return { kind: 'context', entries, ...(result && { result }), ...known(item, type) };
}

function itself({ parameters }: FunctionBox, { typeOf }: Building): Type {
  return {
    kind: 'function',
    parameters: parameters.map(({ name, type }) => ({ name, type: typeOf(type).type })),
    result: ANY,
  };
}

export function buildFunction(
  box: FunctionBox,
  vocabulary: Vocabulary,
  building: Building,
  wanted = ANY_ITEM,
): FunctionLogic {
  const parameters = box.parameters.map(({ name, type }) => ({ name, item: building.typeOf(type) }));
  const more = parameters.map(({ name, item }): [string, Entry] => [name, { type: item.type }]);
  const result = resultOf(box.type === undefined ? wanted : building.typeOf(box.type));
  const body = buildLogic(
    // What is written in Java or PMML is not run: it answers null.
    box.body === undefined || box.external ? { kind: 'literal', text: 'null' } : box.body,
    { ...vocabulary, ...Object.fromEntries(more) },
    building,
    result,
  );
  const types = parameters.map(({ name, item }) => ({ name, type: item.type }));
  const typing = known(result, body.type);
  return {
    kind: 'function',
    parameters,
    body,
    ...(typing.declared && { result: typing.declared }),
    type: { kind: 'function', parameters: types, result: typing.type },
  };
}

/** Models name either the function's type or that of its result. */
function resultOf(item: ItemType): ItemType {
  return item.type.kind === 'function' ? { type: item.type.result } : item;
}
