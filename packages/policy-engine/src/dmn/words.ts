import { sayExpression, sayTests, type Sight } from '../explain/say.ts';
import type { Words } from '../problem.ts';
import type { Expression } from '../syntax/expression.ts';
import type { Type } from '../type.ts';
import { formatValue } from '../value/format.ts';
import { Decimal } from '../value/number.ts';
import { isContext, isList, type Value } from '../value/value.ts';
import type { DecisionTrace } from './decide.ts';
import type { Rule, TableInput } from './logic.ts';
import type { DecisionNode, Program } from './program.ts';
import type { TableTrace } from './trace.ts';

/** After the point; more are noise of a division. */
const DIGITS = 6;

/** One sentence about how a decision came about; `depth` counts the decisions it serves. */
export interface Sentence extends Words {
  readonly decision: string;
  readonly depth: number;
}

/** How a decision came about, in words: what it rests on comes after it, each decision once. */
export function sayDecision(program: Program, trace: DecisionTrace): readonly Sentence[] {
  const sentences: Sentence[] = [];
  const told = new Set<string>();
  const visit = (each: DecisionTrace, depth: number): void => {
    if (told.has(each.key)) return;
    told.add(each.key);
    const node = program.nodes.get(each.key);
    if (node?.kind !== 'decision') return;
    const put = (words: Words): void => void sentences.push({ decision: each.name, depth, ...words });
    put(result(node, each));
    for (const table of each.tables) for (const words of tableWords(table)) put(words);
    for (const required of each.requires) visit(required, depth + 1);
  };
  visit(trace, 0);
  return sentences;
}

function result(node: DecisionNode, { name, value, inputs }: DecisionTrace): Words {
  const is = sayValue(value, node.item.type);
  const { logic } = node;
  const box = node.element.logic;
  const by =
    logic?.kind === 'literal' && box?.kind === 'literal'
      ? plainly(sayExpression, logic.expression, box.text)
      : undefined;
  const how = by ? { zh: `，按“${by.zh}”`, en: `, by “${by.en}”` } : { zh: '', en: '' };
  const of = inputs.map((input) => ({ name: input.name, is: sayValue(input.value, undefined) }));
  const zh = of.map((each) => `${each.name}＝${each.is.zh}`).join('，');
  const en = of.map((each) => `${each.name} = ${each.is.en}`).join(', ');
  return {
    zh: `${name}＝${is.zh}${how.zh}${zh && `（${zh}）`}`,
    en: `${name} = ${is.en}${how.en}${en && ` (${en})`}`,
  };
}

function tableWords({ table, inputs, rows, why }: TableTrace): readonly Words[] {
  const words: Words[] = [];
  for (const trace of rows) {
    const rule = table.rules[trace.row];
    if (!rule) continue;
    if (trace.hit) {
      const notes = notesOf(rule);
      words.push({
        zh: `第 ${trace.row + 1} 行符合${notes.zh && `：${notes.zh}`}`,
        en: `Row ${trace.row + 1} applies${notes.en && `: ${notes.en}`}`,
      });
      continue;
    }
    const input = table.inputs[trace.missed];
    const label = input ? labelWords(input) : { zh: '', en: '' };
    const is = sayValue(inputs[trace.missed] ?? null, input?.expression.type);
    const written = rule.written[trace.missed] ?? '';
    const test = rule.tests[trace.missed];
    const asked =
      test === undefined || test === 'any' ? { zh: written, en: written } : plainly(sayTests, test, written);
    words.push({
      zh: `第 ${trace.row + 1} 行不符合：${label.zh}＝${is.zh}，要求${asked.zh}`,
      en: `Row ${trace.row + 1} does not apply: ${label.en} = ${is.en}, asked: ${asked.en}`,
    });
  }
  if (why) words.push(why);
  else if (!rows.some(({ hit }) => hit)) words.push({ zh: '没有一行符合', en: 'No row applies' });
  return words;
}

const saidOnce = new WeakMap<Expression, Words>();

/** What an expression of the model asks; names stand as the model has them, in both languages. */
function plainly(say: (node: Expression, sight: Sight) => Words, node: Expression, source: string): Words {
  let words = saidOnce.get(node);
  if (!words) saidOnce.set(node, (words = say(node, { vocabulary: {}, source })));
  return words;
}

/** A heading is its author's; an expression in its place is said. */
function labelWords({ label, expression }: TableInput): Words {
  return label.length === expression.to - expression.from
    ? plainly(sayExpression, expression, label)
    : { zh: label, en: label };
}

/** Columns of annotations with a heading in Latin letters are for readers of English, the others for all. */
function notesOf({ annotations }: Rule): Words {
  const said = annotations.filter(({ text }) => text !== '');
  const latin = said.filter(({ heading }) => /^[\x20-\x7e]+$/.test(heading));
  const others = said.filter((note) => !latin.includes(note));
  const join = (notes: readonly { readonly text: string }[], by: string): string =>
    notes.map(({ text }) => text).join(by);
  return { zh: join(others, '；'), en: join(latin.length > 0 ? latin : others, '; ') };
}

/** The value as people say it: codes by their labels, yes and no as words. */
function sayValue(value: Value, type: Type | undefined): Words {
  if (value === null) return { zh: '空', en: 'blank' };
  if (typeof value === 'boolean') return value ? { zh: '是', en: 'yes' } : { zh: '否', en: 'no' };
  if (type?.kind === 'code' && typeof value === 'string') {
    const member = type.list.members.find(({ code }) => code === value);
    if (member) return { zh: member.zh, en: member.en ?? member.zh };
  }
  if (type?.kind === 'number' && type.unit !== undefined) {
    const number = sayValue(value, undefined);
    return { zh: `${number.zh} ${type.unit}`, en: `${number.en} ${type.unit}` };
  }
  if (isList(value) && type?.kind === 'list') {
    const items = value.map((each) => sayValue(each, type.of));
    return { zh: items.map(({ zh }) => zh).join('、'), en: items.map(({ en }) => en).join(', ') };
  }
  // Each member with all its entries would be pages.
  if (isList(value) && value.some((each) => isContext(each))) {
    return { zh: `${value.length} 项`, en: `${value.length} items` };
  }
  if (isContext(value)) {
    const said = [...value].map(([name, each]) => ({ name, ...sayValue(each, undefined) }));
    return {
      zh: said.map(({ name, zh }) => `${name}：${zh}`).join('，'),
      en: said.map(({ name, en }) => `${name}: ${en}`).join(', '),
    };
  }
  const text = formatValue(value instanceof Decimal ? value.toDecimalPlaces(DIGITS) : value);
  return { zh: text, en: text };
}
