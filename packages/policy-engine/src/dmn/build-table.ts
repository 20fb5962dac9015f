import { joined } from '../fit.ts';
import type { Expression } from '../syntax/expression.ts';
import { ANY, NULL, NUMBER, type Type, type Entry } from '../type.ts';
import type { Vocabulary } from '../vocabulary.ts';
import type { OutputClause, TableBox } from './box.ts';
import { ANY_ITEM, type ItemType } from './item-type.ts';
import type { Rule, TableInput, TableLogic, TableOutput } from './logic.ts';
import type { Reader } from './reader.ts';

/** Reads a decision table: its inputs, the tests of its cells over `?`, its outputs. */
export function buildTable(
  box: TableBox,
  vocabulary: Vocabulary,
  reader: Reader,
  typeOf: (written: string | undefined) => ItemType,
  wanted: ItemType,
): TableLogic {
  const inputs = box.inputs.map((input, at): TableInput => {
    const here = reader.at(`，第 ${at + 1} 个条件`, `condition ${at + 1}`);
    const declared = typeOf(input.type);
    const expression = here.read(input.text, vocabulary);
    const type = declared.type.kind === 'any' ? expression.type : narrower(expression.type, declared.type);
    const allowed =
      input.values === undefined
        ? declared.allowed
        : here.read(input.values, testing(vocabulary, type), { dialect: 'unary tests' });
    return { label: input.label ?? input.text, expression, ...(allowed && { allowed }) };
  });
  const outputs = box.outputs.map((output, at) => {
    const here = reader.at(`，第 ${at + 1} 个结果`, `outcome ${at + 1}`);
    return buildOutput(
      output,
      box.outputs.length === 1 ? single(box, wanted) : part(output, wanted),
      vocabulary,
      here,
      typeOf,
    );
  });
  const rules = box.rules.map((rule, row): Rule => {
    const tests = inputs.map((input, column) => {
      const cell = rule.inputs[column] ?? '-';
      if (cell === '-' || cell === '') return 'any';
      const here = reader.at(
        `，第 ${row + 1} 行第 ${column + 1} 个条件`,
        `row ${row + 1}, condition ${column + 1}`,
      );
      return here.read(cell, testing(vocabulary, input.expression.type), { dialect: 'unary tests' });
    });
    const said = outputs.map(({ declared }, column): Expression => {
      const here = reader.at(
        `，第 ${row + 1} 行第 ${column + 1} 个结果`,
        `row ${row + 1}, outcome ${column + 1}`,
      );
      const expect = declared ? { expect: declared.type } : {};
      return here.read(rule.outputs[column] ?? 'null', vocabulary, expect);
    });
    const annotations = rule.annotations.map((text, column) => ({
      heading: box.annotations[column] ?? '',
      text,
    }));
    return {
      ...(rule.id !== undefined && { id: rule.id }),
      tests,
      written: inputs.map((_, at) => rule.inputs[at] ?? '-'),
      outputs: said,
      annotations,
    };
  });
  const typed = outputs.map((output, at) =>
    output.declared ? output : { ...output, type: outcome(rules, output, at) },
  );
  return {
    kind: 'table',
    hitPolicy: box.hitPolicy,
    ...(box.aggregation && { aggregation: box.aggregation }),
    inputs,
    outputs: typed,
    rules,
    type: wholeType(box, typed),
  };
}

/** What the cells below an input see: its value as `?`. */
function testing(vocabulary: Vocabulary, type: Type): Vocabulary {
  return { ...vocabulary, '?': { type } };
}

/** The declared type says less than the expression's when that has units, codes or components. */
function narrower(actual: Type, declared: Type): Type {
  return actual.kind === declared.kind || actual.kind === 'code' ? actual : declared;
}

function buildOutput(
  output: OutputClause,
  wanted: ItemType,
  vocabulary: Vocabulary,
  reader: Reader,
  typeOf: (written: string | undefined) => ItemType,
): TableOutput {
  const declared = output.type === undefined ? wanted : typeOf(output.type);
  const expect = declared.type.kind === 'any' ? {} : { expect: declared.type };
  const priorities =
    output.values === undefined
      ? (declared.listed ?? [])
      : constants(reader.read(`[${output.values}]`, vocabulary));
  const otherwise =
    output.otherwise === undefined ? undefined : reader.read(output.otherwise, vocabulary, expect);
  return {
    name: output.name,
    label: output.label ?? output.name ?? '',
    type: declared.type,
    ...(declared.type.kind !== 'any' && { declared }),
    priorities,
    ...(otherwise && { otherwise }),
  };
}

function constants(list: Expression): readonly Expression[] {
  return list.kind === 'list' ? list.items : [];
}

/** What one cell of a table with one outcome is to be: the members where the table gives a list of them. */
function single(box: TableBox, wanted: ItemType): ItemType {
  if (!givesList(box)) return box.aggregation === 'COUNT' ? ANY_ITEM : wanted;
  return wanted.member ?? ANY_ITEM;
}

function part(output: OutputClause, wanted: ItemType): ItemType {
  const whole = wanted.member ?? wanted;
  return (output.name !== undefined && whole.components?.[output.name]) || ANY_ITEM;
}

function givesList({ hitPolicy, aggregation }: TableBox): boolean {
  return (
    hitPolicy === 'RULE ORDER' || hitPolicy === 'OUTPUT ORDER' || (hitPolicy === 'COLLECT' && !aggregation)
  );
}

function outcome(rules: readonly Rule[], { otherwise }: TableOutput, at: number): Type {
  const types = rules.map(({ outputs }) => outputs[at]?.type ?? NULL);
  if (otherwise) types.push(otherwise.type);
  const type = types.reduce(joined, NULL);
  return type.kind === 'null' ? ANY : type;
}

function wholeType(box: TableBox, outputs: readonly TableOutput[]): Type {
  if (box.aggregation === 'COUNT') return NUMBER;
  const [first] = outputs;
  const row: Type =
    outputs.length === 1 && first
      ? first.type
      : {
          kind: 'context',
          entries: Object.fromEntries(
            outputs.map(({ name, type }): [string, Entry] => [name ?? '', { type }]),
          ),
        };
  return givesList(box) ? { kind: 'list', of: row } : row;
}
