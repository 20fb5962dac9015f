import { fits, memberOf } from '../fit.ts';
import { typeWords } from '../problem.ts';
import type { Expression, Iterator } from '../syntax/expression.ts';
import { ANY, BOOLEAN, listOf, NUMBER, type Type } from '../type.ts';
import type { Syntax } from './syntax.ts';
import { truth } from './operator.ts';
import { type Builder, child, part, type Reading, report } from './reading.ts';
import { bind, type Scope, within } from './scope.ts';

function iteratorsOf(
  syntax: Syntax,
  outer: Scope,
  reading: Reading,
): { iterators: Iterator[]; scope: Scope } {
  const iterators: Iterator[] = [];
  let scope = outer;
  for (const each of part(syntax, 'InExpressions').children) {
    if (each.name !== 'InExpression') continue;
    const iterator = iteratorOf(each, scope, reading);
    iterators.push(iterator);
    scope = bind(scope, iterator.name, iterator.binding, iterator.type);
  }
  return { iterators, scope };
}

/** An iterator's type is that of the name it binds. */
function iteratorOf(syntax: Syntax, scope: Scope, reading: Reading): Iterator {
  const { from, to } = syntax;
  const source = part(syntax, 'IterationContext');
  const name = part(syntax, 'Name').text;
  const list = reading.build(child(source, 0), scope);
  const binding = reading.bind();
  if (source.children.length === 1) {
    const type = list.type.kind === 'range' ? list.type.of : memberOf(list.type);
    return { kind: 'iterator', name, binding, list, type, from, to };
  }
  const end = reading.build(child(source, 2), scope);
  for (const bound of [list, end]) {
    if (fits(bound.type, NUMBER) || bound.type.kind === 'date') continue;
    const words = typeWords(bound.type);
    report(reading, 'type', bound, {
      zh: `从…到…的两端要是数值或日期，而这是${words.zh}`,
      en: `The ends to count between are numbers or dates, and this is ${words.en}`,
    });
  }
  return { kind: 'iterator', name, binding, list, end, type: list.type, from, to };
}

export const forExpression: Builder = (syntax, outer, reading) => {
  const { from, to } = syntax;
  const { iterators, scope } = iteratorsOf(syntax, outer, reading);
  const partial = reading.bind();
  // What the results are of is not known before the body is read.
  const body = reading.build(child(syntax, -1), bind(scope, 'partial', partial, listOf(ANY)));
  return { kind: 'for', iterators, partial, body, type: listOf(body.type), from, to };
};

export const quantified: Builder = (syntax, outer, reading) => {
  const { from, to } = syntax;
  const { iterators, scope } = iteratorsOf(syntax, outer, reading);
  const condition = truth(child(syntax, -1), scope, reading);
  const kind = child(syntax, 0).name === 'some' ? 'some' : 'every';
  return { kind, iterators, condition, type: BOOLEAN, from, to };
};

export const filterExpression: Builder = (syntax, scope, reading) => {
  const { from, to } = syntax;
  const list = reading.build(child(syntax, 0), scope);
  const item = memberOf(list.type);
  const binding = reading.bind();
  const predicate = reading.build(child(syntax, 2), within(scope, binding, item));
  const mode = modeOf(predicate, reading);
  const type: Type = mode === 'index' ? item : mode === 'dynamic' ? ANY : listOf(item);
  return { kind: 'filter', list, binding, predicate, mode, type, from, to };
};

function modeOf(predicate: Expression, reading: Reading): 'predicate' | 'index' | 'dynamic' {
  const { kind } = predicate.type;
  if (kind === 'boolean') return 'predicate';
  if (kind === 'number') return 'index';
  if (kind !== 'any' && kind !== 'null') {
    const words = typeWords(predicate.type);
    report(reading, 'type', predicate, {
      zh: `方括号里要的是条件或序号，而这是${words.zh}`,
      en: `A condition or a position belongs in the brackets, and this is ${words.en}`,
    });
  }
  return 'dynamic';
}
