import { memberOf } from '../fit.ts';
import { typeWords } from '../problem.ts';
import { BUILTIN_NAMES, findBuiltin } from '../signature/index.ts';
import { nearest } from '../suggest.ts';
import type { Expression } from '../syntax/expression.ts';
import { ANY, listOf, type Type } from '../type.ts';
import { findName } from '../vocabulary.ts';
import { hasFullWidth, narrow } from './full-width.ts';
import type { Syntax } from './syntax.ts';
import { entriesOf } from './mask.ts';
import { propertyType } from './property.ts';
import { type Builder, child, type Reading, report } from './reading.ts';
import { namesIn, openFact, openItem, ownersIn, resolve, type Scope } from './scope.ts';

/** What the name means, or undefined. */
export function findMeaning({ text, from, to }: Syntax, scope: Scope): Expression | undefined {
  const found = resolve(scope, text);
  if (!found) return undefined;
  if (found.kind === 'fact') return { kind: 'fact', name: found.name, type: found.type, from, to };
  if (found.kind === 'variable') {
    const { name, binding, type } = found.bound;
    return { kind: 'variable', name, binding, type, from, to };
  }
  const { item, name, type } = found;
  const of: Expression = { kind: 'variable', ...item, from, to };
  return { kind: 'path', of, name, mode: 'context', type, from, to };
}

export const variableName: Builder = (syntax, scope, reading) => {
  const meaning = findMeaning(syntax, scope);
  if (meaning) return meaning;
  const { from, to, text: name } = syntax;
  const item = openItem(scope);
  if (item) {
    const of: Expression = { kind: 'variable', ...item, from, to };
    return { kind: 'path', of, name, mode: 'dynamic', type: ANY, from, to };
  }
  const open = openFact(scope);
  if (open !== undefined) {
    const of: Expression = { kind: 'fact', name: open, type: ANY, from, to };
    return { kind: 'path', of, name, mode: 'dynamic', type: ANY, from, to };
  }
  if (!ownedName(syntax, scope, reading)) unknownName(syntax, namesIn(scope), reading);
  return { kind: 'unknown', name, type: ANY, from, to };
};

/** When a name belongs to a context or to the members of a list, says so; false when it does not. */
function ownedName(syntax: Syntax, scope: Scope, reading: Reading): boolean {
  for (const [owner, type] of ownersIn(scope)) {
    const name = findName(entriesOf(type) ?? {}, syntax.text);
    if (name === undefined) continue;
    const list = type.kind === 'list';
    const words = list
      ? {
          zh: `“${name}”是“${owner}”里每一项的数据，要写成 some m in ${owner} satisfies m.${name} …`,
          en: `“${name}” belongs to the members of “${owner}”: some m in ${owner} satisfies m.${name} …`,
        }
      : { zh: `“${name}”在“${owner}”里`, en: `“${name}” is in “${owner}”` };
    report(reading, 'unknown-name', syntax, words, `${owner}.${name}`);
    return true;
  }
  return false;
}

/** Says that nothing is called so, and what may have been meant. */
export function unknownName(syntax: Syntax, known: readonly string[], reading: Reading): void {
  const { text } = syntax;
  const near = nearest(text, known);
  if (hasFullWidth(text)) {
    const words = {
      zh: `“${text}”里有全角符号，运算符、括号和引号要用半角`,
      en: `“${text}” has full-width signs; operators, brackets and quotes are half-width`,
    };
    report(reading, 'full-width', syntax, words, narrow(text));
    return;
  }
  const isFunction = findBuiltin(text) !== undefined;
  const hint = near ? { zh: `，是否指“${near}”？`, en: `; did you mean “${near}”?` } : { zh: '', en: '' };
  const words = isFunction
    ? { zh: `“${text}”是函数，后面要有括号`, en: `“${text}” is a function and needs its brackets` }
    : { zh: `没有叫“${text}”的数据项${hint.zh}`, en: `Nothing is called “${text}”${hint.en}` };
  report(reading, 'unknown-name', syntax, words, near);
}

/** What other languages call FEEL's functions. */
const SYNONYMS: Record<string, string> = {
  len: 'string length',
  length: 'string length',
  strlen: 'string length',
  substr: 'substring',
  mid: 'substring',
  upper: 'upper case',
  lower: 'lower case',
  avg: 'mean',
  average: 'mean',
  round: 'round half up',
  ceil: 'ceiling',
  int: 'floor',
  mod: 'modulo',
  size: 'count',
  counta: 'count',
  distinct: 'distinct values',
  unique: 'distinct values',
  includes: 'list contains',
  startswith: 'starts with',
  endswith: 'ends with',
  str: 'string',
  text: 'string',
  datedif: 'years and months duration',
  长度: 'string length',
  个数: 'count',
  合计: 'sum',
  求和: 'sum',
  平均: 'mean',
  最大: 'max',
  最小: 'min',
  四舍五入: 'round half up',
  取整: 'floor',
};

/** Says that there is no such function. */
export function unknownFunction(syntax: Syntax, known: readonly string[], reading: Reading): void {
  const { text } = syntax;
  const near = SYNONYMS[text.toLowerCase()] ?? nearest(text, [...BUILTIN_NAMES, ...known]);
  const hint = near ? { zh: `，是否指“${near}”？`, en: `; did you mean “${near}”?` } : { zh: '', en: '' };
  const words = { zh: `没有叫“${text}”的函数${hint.zh}`, en: `No function is called “${text}”${hint.en}` };
  report(reading, 'unknown-function', syntax, words, near);
}

export const pathExpression: Builder = (syntax, scope, reading) => {
  const { from, to } = syntax;
  const of = reading.build(child(syntax, 0), scope);
  const last = child(syntax, -1);
  const made = (name: string, mode: 'context' | 'each' | 'property' | 'dynamic', type: Type): Expression => {
    return { kind: 'path', of, name, mode, type, from, to };
  };
  const entries = entriesOf(of.type);
  if (entries) {
    const name = findName(entries, last.text);
    const entry = name === undefined ? undefined : entries[name];
    if (name !== undefined && entry) {
      const each = of.type.kind === 'list';
      return made(name, each ? 'each' : 'context', each ? listOf(entry.type) : entry.type);
    }
    unknownName(last, Object.keys(entries), reading);
    return made(last.text, 'dynamic', ANY);
  }
  const property = propertyType(of.type, last.text);
  if (property) return made(property.name, 'property', property.type);
  const inner = memberOf(of.type);
  if (inner.kind !== 'any' && inner.kind !== 'null') {
    const { zh, en } = typeWords(of.type);
    report(reading, 'unknown-name', last, {
      zh: `${zh}没有“${last.text}”这一项`,
      en: `${en} has no “${last.text}”`,
    });
  }
  return made(last.text, 'dynamic', ANY);
};
