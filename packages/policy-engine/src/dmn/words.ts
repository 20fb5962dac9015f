import type { InEnglish } from '../explain/english.ts';
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

/**
 * How a decision came about, in words: what it rests on comes after it, each decision once. Without `english` names
 * and texts stand in both languages as the model has them.
 */
export function sayDecision(
  program: Program,
  trace: DecisionTrace,
  english: InEnglish = AS_WRITTEN,
): readonly Sentence[] {
  const sentences: Sentence[] = [];
  const told = new Set<string>();
  const teller = tellerIn(english);
  const visit = (each: DecisionTrace, depth: number): void => {
    if (told.has(each.key)) return;
    told.add(each.key);
    const node = program.nodes.get(each.key);
    if (node?.kind !== 'decision') return;
    const put = (words: Words): void => void sentences.push({ decision: each.name, depth, ...words });
    put(teller.result(node, each, typesOf(program, node)));
    for (const table of each.tables) for (const words of teller.table(table)) put(words);
    for (const required of each.requires) visit(required, depth + 1);
  };
  visit(trace, 0);
  return sentences;
}

const AS_WRITTEN: InEnglish = () => undefined;

const tellers = new WeakMap<InEnglish, Teller>();

/** One for each way of saying things, so that what the rows of a model ask is said once. */
function tellerIn(english: InEnglish): Teller {
  let teller = tellers.get(english);
  if (!teller) tellers.set(english, (teller = new Teller(english)));
  return teller;
}

class Teller {
  readonly #saidOnce = new WeakMap<Expression, Words>();

  constructor(private readonly english: InEnglish) {}

  result(
    node: DecisionNode,
    { name, value, inputs }: DecisionTrace,
    types: ReadonlyMap<string, Type>,
  ): Words {
    const own = this.#name(name);
    const is = this.#value(value, node.item.type);
    const { logic } = node;
    const box = node.element.logic;
    const by =
      logic?.kind === 'literal' && box?.kind === 'literal'
        ? this.#plainly(sayExpression, logic.expression, box.text)
        : undefined;
    const how = by ? { zh: `，按“${by.zh}”`, en: `, by “${by.en}”` } : { zh: '', en: '' };
    const of = inputs.map((input) => ({
      name: this.#name(input.name),
      is: this.#value(input.value, types.get(input.name)),
    }));
    const zh = of.map((each) => `${each.name.zh}＝${each.is.zh}`).join('，');
    const en = of.map((each) => `${each.name.en} = ${each.is.en}`).join(', ');
    return {
      zh: `${own.zh}＝${is.zh}${how.zh}${zh && `（${zh}）`}`,
      en: `${own.en} = ${is.en}${how.en}${en && ` (${en})`}`,
    };
  }

  table({ table, inputs, rows, why }: TableTrace): readonly Words[] {
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
      const label = input ? this.#label(input) : { zh: '', en: '' };
      const is = this.#value(inputs[trace.missed] ?? null, input?.expression.type);
      const written = rule.written[trace.missed] ?? '';
      const test = rule.tests[trace.missed];
      const asked =
        test === undefined || test === 'any'
          ? { zh: written, en: written }
          : this.#plainly(sayTests, test, written);
      words.push({
        zh: `第 ${trace.row + 1} 行不符合：${label.zh}＝${is.zh}，要求${asked.zh}`,
        en: `Row ${trace.row + 1} does not apply: ${label.en} = ${is.en}, asked: ${asked.en}`,
      });
    }
    if (why) words.push(why);
    else if (!rows.some(({ hit }) => hit)) words.push({ zh: '没有一行符合', en: 'No row applies' });
    return words;
  }

  #name(name: string): Words {
    return { zh: name, en: this.english(name, 'name') ?? name };
  }

  /** What an expression of the model asks. */
  #plainly(say: (node: Expression, sight: Sight) => Words, node: Expression, source: string): Words {
    let words = this.#saidOnce.get(node);
    if (!words) {
      words = say(node, { vocabulary: {}, source, english: this.english });
      this.#saidOnce.set(node, words);
    }
    return words;
  }

  /** A heading is its author's; an expression in its place is said. */
  #label({ label, expression }: TableInput): Words {
    return label.length === expression.to - expression.from
      ? this.#plainly(sayExpression, expression, label)
      : this.#name(label);
  }

  /** The value as people say it: codes by their labels, yes and no as words. */
  #value(value: Value, type: Type | undefined): Words {
    if (value === null) return { zh: '空', en: 'blank' };
    if (typeof value === 'boolean') return value ? { zh: '是', en: 'yes' } : { zh: '否', en: 'no' };
    if (type?.kind === 'code' && typeof value === 'string') {
      const member = type.list.members.find(({ code }) => code === value);
      if (member) return { zh: member.zh, en: member.en ?? member.zh };
    }
    if (typeof value === 'string') return { zh: value, en: this.#text(value) };
    if (type?.kind === 'number' && type.unit !== undefined) {
      const number = this.#value(value, undefined);
      const unit = this.english(type.unit, 'unit') ?? type.unit;
      return { zh: `${number.zh} ${type.unit}`, en: `${number.en} ${unit}` };
    }
    if (isList(value) && type?.kind === 'list')
      return listed(value.map((each) => this.#value(each, type.of)));
    if (isList(value) && value.length > 0) {
      // Each member with all its entries would be pages.
      return value.some((each) => isContext(each))
        ? { zh: `${value.length} 项`, en: value.length === 1 ? '1 item' : `${value.length} items` }
        : listed(value.map((each) => this.#value(each, undefined)));
    }
    if (isContext(value)) {
      const said = [...value].map(([name, each]) => ({
        name: this.#name(name),
        ...this.#value(each, undefined),
      }));
      return {
        zh: said.map(({ name, zh }) => `${name.zh}：${zh}`).join('，'),
        en: said.map(({ name, en }) => `${name.en}: ${en}`).join(', '),
      };
    }
    const text = formatValue(value instanceof Decimal ? value.toDecimalPlaces(DIGITS) : value);
    return { zh: text, en: text };
  }

  /** Of a text that has no English the reader is told that it is somebody's word. */
  #text(value: string): string {
    return this.english(value, 'value') ?? (HAN.test(value) ? `“${value}”` : value);
  }
}

/** Of what a decision rests on directly, the codes: by themselves they are no words. */
function typesOf({ nodes }: Program, { requires }: DecisionNode): ReadonlyMap<string, Type> {
  return new Map(
    requires.flatMap(({ key }) => {
      const node = nodes.get(key);
      const type = node?.item.type;
      const one = type?.kind === 'list' ? type.of : type;
      return node && type && one?.kind === 'code' ? [[node.name, type] as const] : [];
    }),
  );
}

function listed(items: readonly Words[]): Words {
  return { zh: items.map(({ zh }) => zh).join('、'), en: items.map(({ en }) => en).join(', ') };
}

const HAN = /\p{Script=Han}/u;

/** Columns of annotations with a heading in Latin letters are for readers of English, the others for all. */
function notesOf({ annotations }: Rule): Words {
  const said = annotations.filter(({ text }) => text !== '');
  const latin = said.filter(({ heading }) => /^[\x20-\x7e]+$/.test(heading));
  const others = said.filter((note) => !latin.includes(note));
  const join = (notes: readonly { readonly text: string }[], by: string): string =>
    notes.map(({ text }) => text).join(by);
  return { zh: join(others, '；'), en: join(latin.length > 0 ? latin : others, '; ') };
}
