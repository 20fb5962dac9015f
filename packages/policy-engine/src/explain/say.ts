import type { Words } from '../problem.ts';
import type { Expression, In, Test, RangeLiteral } from '../syntax/expression.ts';
import type { Type } from '../type.ts';
import type { Vocabulary } from '../vocabulary.ts';
import { callWords } from './call-words.ts';
import type { InEnglish } from './english.ts';
import { entriesIn, entryWords } from './label.ts';
import { BINDS, condition, joined, operatorWords, OPPOSITE, PROPERTIES, SIGNS } from './operator-words.ts';
import { valueWords } from './value-words.ts';

/** What is in sight where an expression stands. */
export interface Sight {
  readonly vocabulary: Vocabulary;
  /** What the expression was read from, for what cannot be said otherwise. */
  readonly source: string;
  readonly english?: InEnglish;
}

/**
 * An expression in words, without any value: what it asks, as a clerk would. `silent`: bindings of the loop it stands
 * in, whose members need not be named.
 */
export function sayExpression(node: Expression, sight: Sight, silent: readonly number[] = []): Words {
  return new Saying(sight, silent).of(node);
}

/** Unary tests as what they ask: `< 监测线` is 小于监测线, `not(true)` is 不是“是”. */
export function sayTests(node: Expression, sight: Sight): Words {
  const saying = new Saying(sight, []);
  return node.kind === 'in' ? saying.tests(node) : saying.of(node);
}

const IT: Words = { zh: '该项', en: 'it' };

class Saying {
  /** Of loops over one list: what is said of their variable needs no owner. */
  readonly #silent: Set<number>;

  constructor(
    private readonly sight: Sight,
    silent: readonly number[],
  ) {
    this.#silent = new Set(silent);
  }

  of(node: Expression): Words {
    switch (node.kind) {
      case 'null':
        return { zh: '空', en: 'blank' };
      case 'number':
      case 'string':
      case 'code':
      case 'boolean':
      case 'temporal':
        return valueWords(node.value, node.type, this.sight.english);
      case 'fact':
        return node.name === '?' ? IT : entryWords(node.name, this.sight.vocabulary, this.sight.english);
      case 'variable':
        return this.#silent.has(node.binding) || node.name === 'item' || node.name === '?'
          ? IT
          : entryWords(node.name, {}, this.sight.english);
      case 'path':
        return this.#path(node.of, node.name, node.mode === 'property');
      case 'arithmetic': {
        const binds = BINDS[node.operator];
        const side = (one: Expression, right: boolean): Words => {
          const inner = one.kind === 'arithmetic' ? BINDS[one.operator] : 9;
          return this.#set(one, inner < binds || (inner === binds && right));
        };
        return joined([side(node.left, false), side(node.right, true)], ` ${SIGNS[node.operator]} `);
      }
      case 'negation': {
        const words = this.of(node.operand);
        return { zh: `负的${words.zh}`, en: `minus ${words.en}` };
      }
      case 'comparison':
      case 'in':
      case 'between':
        return this.#asked(node, true);
      case 'and':
      case 'or': {
        const said = node.operands.map((each) => this.#set(each, each.kind === 'or' || each.kind === 'and'));
        return node.kind === 'and' ? joined(said, '，且', ' and ') : joined(said, '，或', ' or ');
      }
      case 'if': {
        const [asked, yes, no] = [node.condition, node.whenTrue, node.otherwise].map((each) => this.of(each));
        return {
          zh: `如果${asked?.zh}，则为${yes?.zh}，否则为${no?.zh}`,
          en: `if ${asked?.en}, ${yes?.en}, else ${no?.en}`,
        };
      }
      case 'some':
      case 'every': {
        const lists = this.#loops(node.iterators);
        const held = condition(this.of(node.condition), node.condition);
        return node.kind === 'some'
          ? {
              zh: `${lists.zh}中至少一项${held.zh}`,
              en: `for at least one of ${lists.en}: ${held.en}`,
            }
          : {
              zh: `${lists.zh}中每一项都${held.zh}`,
              en: `for every one of ${lists.en}: ${held.en}`,
            };
      }
      case 'for': {
        const lists = this.#loops(node.iterators);
        const body = this.of(node.body);
        return { zh: `${lists.zh}中每一项的“${body.zh}”`, en: `“${body.en}” of each of ${lists.en}` };
      }
      case 'filter': {
        const list = this.of(node.list);
        this.#silent.add(node.binding);
        const asked = this.of(node.predicate);
        if (node.mode === 'index')
          return { zh: `${list.zh}的第 ${asked.zh} 项`, en: `no. ${asked.en} of ${list.en}` };
        const held = condition(asked, node.predicate);
        return { zh: `${list.zh}中${held.zh}者`, en: `${list.en} where ${held.en}` };
      }
      case 'list':
        return node.items.length === 0
          ? { zh: '没有', en: 'none' }
          : joined(
              node.items.map((each) => this.of(each)),
              '、',
              ', ',
            );
      case 'context':
        return joined(
          node.entries.map(({ key, value }) => {
            const { zh, en } = this.of(value);
            const own = entryWords(key, {}, this.sight.english);
            return { zh: `${own.zh}：${zh}`, en: `${own.en}: ${en}` };
          }),
          '，',
          ', ',
        );
      case 'range':
        return this.#range(node, { kind: 'any' });
      case 'call': {
        const [only] = node.arguments;
        if (node.function === 'not' && only) return this.#not(only);
        return callWords(
          node.function,
          node.arguments.flatMap((each) => (each ? [this.of(each)] : [])),
        );
      }
      default:
        return this.#written(node);
    }
  }

  #written({ from, to }: Expression | Test): Words {
    const text = this.sight.source.slice(from, to);
    return { zh: text, en: text };
  }

  /** In brackets where it would be read otherwise. */
  #set(node: Expression, apart: boolean): Words {
    const { zh, en } = this.of(node);
    return apart ? { zh: `（${zh}）`, en: `(${en})` } : { zh, en };
  }

  #path(of: Expression, name: string, property: boolean): Words {
    const own =
      (property ? PROPERTIES[name] : undefined) ?? entryWords(name, entriesIn(of.type), this.sight.english);
    if (of.kind === 'variable' && (of.name === 'item' || this.#silent.has(of.binding))) return own;
    const owner = this.of(of);
    return { zh: `${owner.zh}的${own.zh}`, en: `${own.en} of ${owner.en}` };
  }

  /** Lists that are gone through; of one alone nobody has to name the member. */
  #loops(
    iterators: readonly { readonly binding: number; readonly list: Expression; readonly end?: Expression }[],
  ): Words {
    const lists = iterators.map(({ list, end }) =>
      end ? joined([this.of(list), this.of(end)], '到', ' to ') : this.of(list),
    );
    const [only, ...others] = iterators;
    if (only && others.length === 0) this.#silent.add(only.binding);
    return joined(lists, '与', ' and ');
  }

  /** The opposite, said as one says it: not among, not below. */
  #not(node: Expression): Words {
    if (node.kind === 'comparison' || node.kind === 'in' || node.kind === 'between')
      return this.#asked(node, false);
    if (node.kind === 'call' && node.function === 'list contains') {
      const [list, item] = node.arguments;
      if (list && item) {
        const [a, b] = [this.of(list), this.of(item)];
        return { zh: `${a.zh}中没有${b.zh}`, en: `${a.en} does not include ${b.en}` };
      }
    }
    const { zh, en } = this.#set(node, true);
    return { zh: `并非${zh}`, en: `not ${en}` };
  }

  #asked(node: Extract<Expression, { kind: 'comparison' | 'in' | 'between' }>, yes: boolean): Words {
    if (node.kind === 'between') {
      const tested = this.of(node.value);
      const [low, high] = [node.low, node.high].map((each) => this.#against(each, node.value.type));
      return {
        zh: `${tested.zh}${yes ? '' : '不'}在${low?.zh}到${high?.zh}之间`,
        en: `${tested.en} is ${yes ? '' : 'not '}between ${low?.en} and ${high?.en}`,
      };
    }
    if (node.kind === 'in') {
      const tested = this.of(node.value);
      const said = this.tests({ ...node, negated: node.negated === yes });
      return { zh: tested.zh + said.zh, en: `${tested.en} ${said.en}` };
    }
    const { left, right } = node;
    const sign = yes ? node.operator : OPPOSITE[node.operator];
    const subject = this.of(left);
    const said = this.#compared(sign, right, left.type.kind === 'any' ? right.type : left.type);
    return { zh: subject.zh + said.zh, en: `${subject.en} ${said.en}` };
  }

  #compared(sign: keyof typeof OPPOSITE, operand: Expression, type: Type): Words {
    if (operand.kind === 'null' && (sign === '=' || sign === '!='))
      return sign === '=' ? { zh: '为空', en: 'is blank' } : { zh: '不为空', en: 'is not blank' };
    const says = operatorWords(sign, type);
    const words = this.#against(operand, type);
    const quoted = operand.kind === 'boolean' ? { zh: `“${words.zh}”`, en: `“${words.en}”` } : words;
    return { zh: says.zh + quoted.zh, en: `${says.en} ${quoted.en}` };
  }

  /** What the tests of an `in` ask, without what is tested. */
  tests({ tests, negated, value }: In): Words {
    const [only, ...others] = tests;
    if (only && others.length === 0 && (only.mode === 'equal' || only.mode === 'comparison')) {
      const sign = only.operator ?? '=';
      return this.#compared(negated ? OPPOSITE[sign] : sign, only.operand, value.type);
    }
    const each = joined(
      tests.map((test) => this.#test(test, value.type)),
      '、',
      ', ',
    );
    if (only && others.length === 0 && only.mode === 'condition')
      return negated
        ? { zh: `不符合“${each.zh}”`, en: `does not meet “${each.en}”` }
        : { zh: `符合“${each.zh}”`, en: `meets “${each.en}”` };
    return negated
      ? { zh: `不在${each.zh}之中`, en: `is none of ${each.en}` }
      : { zh: `在${each.zh}之中`, en: `is one of ${each.en}` };
  }

  #test(test: Test, type: Type): Words {
    if (test.mode === 'comparison' && test.operator) return this.#compared(test.operator, test.operand, type);
    return this.#against(test.operand, type);
  }

  /** A number or range beside something with a unit has it, too. */
  #against(node: Expression, type: Type): Words {
    if (node.kind === 'number') return valueWords(node.value, type, this.sight.english);
    return node.kind === 'range' ? this.#range(node, type) : this.of(node);
  }

  #range({ low, high, lowClosed, highClosed }: RangeLiteral, type: Type): Words {
    const from = low && this.#against(low, type);
    const to = high && this.#against(high, type);
    if (from && to) {
      const open = [lowClosed ? undefined : from, highClosed ? undefined : to].filter(
        (each) => each !== undefined,
      );
      const without = joined(open, '、', ' and ');
      return {
        zh: `${from.zh}到${to.zh}${open.length > 0 ? `（不含${without.zh}）` : ''}`,
        en: `${from.en} to ${to.en}${open.length > 0 ? ` (without ${without.en})` : ''}`,
      };
    }
    const end = from ?? to ?? { zh: '', en: '' };
    const sign = from ? (lowClosed ? '>=' : '>') : highClosed ? '<=' : '<';
    const says = operatorWords(sign, (low ?? high)?.type ?? { kind: 'any' });
    return { zh: says.zh + end.zh, en: `${says.en} ${end.en}` };
  }
}
