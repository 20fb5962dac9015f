import { joined } from '../fit.ts';
import type { Expression, ContextLiteral, FunctionLiteral } from '../syntax/expression.ts';
import { ANY, listOf, NULL, type Type, type Entry } from '../type.ts';
import { unquote } from './literal.ts';
import type { Syntax } from './syntax.ts';
import { type Builder, child, part, type Reading, report } from './reading.ts';
import { bind } from './scope.ts';
import { typeOf } from './type-name.ts';

export const list: Builder = (syntax, scope, reading) => {
  const { from, to } = syntax;
  const items = syntax.children
    .filter(({ name }) => name !== '[' && name !== ']' && name !== ',')
    .map((each) => reading.build(each, scope));
  const of = items.reduce<Type>((type, item) => joined(type, item.type), NULL);
  return { kind: 'list', items, type: listOf(items.length === 0 ? ANY : of), from, to };
};

export const context: Builder = (syntax, outer, reading) => {
  const { from, to } = syntax;
  const entries: ContextLiteral['entries'][number][] = [];
  const types: Record<string, Entry> = {};
  let scope = outer;
  for (const each of syntax.children) {
    if (each.name !== 'ContextEntry') continue;
    const written = child(part(each, 'Key'), 0);
    const key = written.name === 'StringLiteral' ? unquote(written.text) : written.text;
    const value = reading.build(child(each, -1), scope);
    const binding = reading.bind();
    entries.push({ key, binding, value });
    types[key] = { type: value.type };
    scope = bind(scope, key, binding, value.type);
  }
  return { kind: 'context', entries, type: { kind: 'context', entries: types }, from, to };
};

/** Functions of Java or PMML are not run. */
function foreign(place: Syntax, reading: Reading): Expression {
  const { from, to } = place;
  report(reading, 'unknown-function', place, {
    zh: '不支持外部函数（Java、PMML）',
    en: 'External functions (Java, PMML) are not run',
  });
  return { kind: 'unknown', name: place.text, type: ANY, from, to };
}

export const functionDefinition: Builder = (syntax, outer, reading) => {
  const { from, to } = syntax;
  const parameters: FunctionLiteral['parameters'][number][] = [];
  let scope = outer;
  for (const each of part(syntax, 'FormalParameters').children) {
    if (each.name !== 'FormalParameter') continue;
    const named = each.children.find(({ name }) => name === 'Type');
    const parameter = {
      name: part(each, 'ParameterName').text,
      binding: reading.bind(),
      type: named ? typeOf(named, reading) : ANY,
    };
    parameters.push(parameter);
    scope = bind(scope, parameter.name, parameter.binding, parameter.type);
  }
  const written = child(part(syntax, 'FunctionBody'), 0);
  const external = syntax.children.find(({ name }) => name === 'external');
  const body = external ? foreign(external, reading) : reading.build(written, scope);
  const type: Type = {
    kind: 'function',
    parameters: parameters.map(({ name, type: each }) => ({ name, type: each })),
    result: body.type,
  };
  return { kind: 'function', parameters, body, type, from, to };
};
