import { fits, memberOf } from '../fit.ts';
import { typeWords } from '../problem.ts';
import { findBuiltin } from '../signature/index.ts';
import type { Parameter, Signature } from '../signature/signature.ts';
import type { Expression } from '../syntax/expression.ts';
import { ANY, listOf, NULL, type Type } from '../type.ts';
import { normalName } from '../vocabulary.ts';
import { adapt } from './adapt.ts';
import { foldTemporal } from './fold.ts';
import type { Syntax } from './syntax.ts';
import { findMeaning, unknownFunction } from './name.ts';
import { type Builder, child, part, type Reading, report } from './reading.ts';
import { namesIn, type Scope } from './scope.ts';

interface Given {
  readonly expressions: readonly Expression[];
  readonly names: readonly string[] | undefined;
}

function given(syntax: Syntax, scope: Scope, reading: Reading): Given {
  const named = syntax.children.find(({ name }) => name === 'NamedParameters');
  if (named) {
    const each = named.children.filter(({ name }) => name === 'NamedParameter');
    return {
      expressions: each.map((one) => reading.build(child(one, -1), scope)),
      names: each.map((one) => normalName(part(one, 'ParameterName').text)),
    };
  }
  const written = part(syntax, 'PositionalParameters').children.filter(({ name }) => name !== ',');
  return { expressions: written.map((one) => reading.build(one, scope)), names: undefined };
}

/** `name(…)`; a name that is bound to a function comes before the built-in one. */
export const functionInvocation: Builder = (syntax, scope, reading) => {
  const { from, to } = syntax;
  const named = child(syntax, 0);
  const isName =
    named.name === 'VariableName' || named.name === 'SpecialFunctionName' || named.name === 'not';
  const meaning = isName ? findMeaning(named, scope) : reading.build(named, scope);
  const args = given(syntax, scope, reading);
  const callable = meaning && ['function', 'any', 'null'].includes(meaning.type.kind);
  const builtin = isName && !callable ? findBuiltin(named.text) : undefined;
  if (builtin) return callOf(builtin, args, syntax, reading);
  if (!meaning) {
    unknownFunction(named, namesIn(scope), reading);
    return { kind: 'unknown', name: named.text, type: ANY, from, to };
  }
  return invocationOf(meaning, args, syntax, reading);
};

/** `date(…)`, `time(…)`, `date and time(…)`, `duration(…)`, `@"…"`. */
export const dateTimeLiteral: Builder = (syntax, scope, reading) => {
  const first = child(syntax, 0);
  if (first.name === 'AtLiteral') return reading.build(first, scope);
  const builtin = findBuiltin(first.text);
  if (!builtin) throw new Error(`FEEL grammar: no constructor ${first.text}`);
  const call = callOf(builtin, given(syntax, scope, reading), syntax, reading);
  return foldTemporal(call, reading);
};

function invocationOf(called: Expression, args: Given, place: Syntax, reading: Reading): Expression {
  const { from, to } = place;
  const { type } = called;
  const { expressions, names } = args;
  const spread = names && { names };
  if (type.kind !== 'function') {
    if (type.kind !== 'any' && type.kind !== 'null') {
      const words = typeWords(type);
      report(reading, 'type', called, { zh: `${words.zh}不是函数`, en: `${words.en} is no function` });
    }
    return { kind: 'invocation', function: called, arguments: expressions, ...spread, type: ANY, from, to };
  }
  const { parameters, result } = type;
  if (expressions.length !== parameters.length)
    arity(place, [parameters.length], expressions.length, reading);
  const adapted = expressions.map((expression, at) => {
    const named = names && parameters.find(({ name }) => normalName(name) === names[at]);
    const parameter = names ? named : parameters[at];
    if (names && !named)
      wrongName(
        names[at] ?? '',
        parameters.map(({ name }) => name),
        expression,
        reading,
      );
    return parameter ? fitted(expression, [parameter.type], parameter.name, reading) : expression;
  });
  return { kind: 'invocation', function: called, arguments: adapted, ...spread, type: result, from, to };
}

function arity(place: Syntax, allowed: readonly number[], count: number, reading: Reading): void {
  const numbers = [...new Set(allowed)].toSorted((a, b) => a - b);
  report(reading, 'arity', place, {
    zh: `这个函数要 ${numbers.join(' 或 ')} 个参数，而这里有 ${count} 个`,
    en: `This function takes ${numbers.join(' or ')} arguments, and here are ${count}`,
  });
}

function wrongName(name: string, known: readonly string[], place: Expression, reading: Reading): void {
  report(reading, 'argument', place, {
    zh: `这个函数没有叫“${name}”的参数，有：${known.join('、')}`,
    en: `This function has no argument “${name}”; it has ${known.join(', ')}`,
  });
}

function fitted(expression: Expression, types: readonly Type[], name: string, reading: Reading): Expression {
  const [first = ANY] = types;
  const adapted = types.length === 1 ? adapt(expression, first, reading) : expression;
  if (!types.some((type) => fits(adapted.type, type))) {
    const asked = types.map(typeWords);
    const is = typeWords(adapted.type);
    report(reading, 'argument', expression, {
      zh: `参数“${name}”要的是${asked.map(({ zh }) => zh).join('或')}，而这是${is.zh}`,
      en: `The argument “${name}” is ${asked.map(({ en }) => en).join(' or ')}, and this is ${is.en}`,
    });
  }
  return adapted;
}

type Builtin = NonNullable<ReturnType<typeof findBuiltin>>;
type Arranged = readonly (Expression | undefined)[];

function callOf(builtin: Builtin, args: Given, place: Syntax, reading: Reading): Expression {
  const { from, to } = place;
  const { name, signatures } = builtin;
  const ways = signatures.flatMap((signature) => {
    const arranged = arrange(signature, args);
    return arranged ? [{ signature, arranged }] : [];
  });
  const way = ways.find(({ signature, arranged }) => allFit(signature, arranged)) ?? ways[0];
  if (!way) {
    complain(signatures, args, place, reading);
    // Called in no way that it can be called, it is null.
    return { kind: 'null', type: NULL, from, to };
  }
  const { signature, arranged } = way;
  const before = reading.problems.length;
  const checked = arranged.map((expression, at) => {
    const parameter = signature.parameters[at];
    return (
      expression && parameter && fitted(expression, wantedBy(parameter, arranged), parameter.name, reading)
    );
  });
  const types = checked.map((expression) => expression?.type ?? ANY);
  // What its arguments make wrong is not told again of its result.
  const wrong = reading.problems.length > before;
  const result = typeof signature.result === 'function' ? signature.result(types) : signature.result;
  const type = wrong ? ANY : result;
  return { kind: 'call', function: name, arguments: checked, type, from, to };
}

function wantedBy({ types, memberOf: of }: Parameter, arranged: Arranged): readonly Type[] {
  if (of === undefined) return types;
  const member = memberOf(arranged[of]?.type);
  return types[0]?.kind === 'list' ? [listOf(member)] : [member];
}

function allFit({ parameters }: Signature, arranged: Arranged): boolean {
  return parameters.every(({ types }, at) => {
    const expression = arranged[at];
    // Between the ways to call it, one value is not taken for a list.
    return (
      !expression || types.some((type) => fits(expression.type, type) && !isLifted(expression.type, type))
    );
  });
}

function isLifted(actual: Type, asked: Type): boolean {
  return asked.kind === 'list' && actual.kind !== 'list' && actual.kind !== 'any' && actual.kind !== 'null';
}

/** The arguments in the signature's order, or undefined when it does not take these. */
function arrange({ parameters, variadic }: Signature, { expressions, names }: Given): Arranged | undefined {
  if (names) {
    if (names.some((name) => !parameters.some((parameter) => parameter.name === name))) return undefined;
    const arranged = parameters.map(({ name }) => expressions[names.indexOf(name)]);
    const complete = parameters.every(({ optional }, at) => optional || arranged[at]);
    return complete ? arranged : undefined;
  }
  if (variadic && (expressions.length > parameters.length || wantsList(variadic, parameters, expressions))) {
    if (expressions.length < parameters.length) return undefined;
    const rest = expressions.slice(parameters.length - 1);
    return [...expressions.slice(0, parameters.length - 1), listOfAll(rest)];
  }
  const least = parameters.filter(({ optional }) => !optional).length;
  return expressions.length >= least && expressions.length <= parameters.length ? expressions : undefined;
}

function wantsList(
  variadic: 'members' | 'list',
  parameters: readonly Parameter[],
  expressions: readonly Expression[],
): boolean {
  const only = expressions[parameters.length - 1];
  if (!only) return false;
  return variadic === 'members' || !['list', 'any', 'null'].includes(only.type.kind);
}

function listOfAll(items: readonly Expression[]): Expression {
  const from = items[0]?.from ?? 0;
  const to = items.at(-1)?.to ?? from;
  const of = items.map(({ type }) => type).reduce((one, other) => (fits(one, other) ? one : ANY));
  return { kind: 'list', items, type: listOf(of), from, to };
}

function complain(signatures: readonly Signature[], args: Given, place: Syntax, reading: Reading): void {
  const known = signatures.flatMap(({ parameters }) => parameters.map(({ name }) => name));
  const wrong = args.names?.findIndex((name) => !known.includes(name)) ?? -1;
  const expression = args.expressions[wrong];
  if (expression) {
    wrongName(args.names?.[wrong] ?? '', [...new Set(known)], expression, reading);
    return;
  }
  const allowed = signatures.flatMap(({ parameters }) =>
    parameters.flatMap(({ optional }, at) =>
      optional ? [at, at + 1] : at === parameters.length - 1 ? [at + 1] : [],
    ),
  );
  arity(
    place,
    signatures.some(({ parameters }) => parameters.length === 0) ? [0, ...allowed] : allowed,
    args.expressions.length,
    reading,
  );
}
