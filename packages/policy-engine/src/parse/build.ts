import { BOOLEAN } from '../type.ts';
import { functionInvocation, dateTimeLiteral } from './call.ts';
import { filterExpression, forExpression, quantified } from './iteration.ts';
import { atLiteral, booleanLiteral, nullLiteral, numericLiteral, stringLiteral } from './literal.ts';
import { pathExpression, variableName } from './name.ts';
import { arithmeticExpression, conjunction, disjunction, ifExpression } from './operator.ts';
import { type Builder, child } from './reading.ts';
import { context, functionDefinition, list } from './structure.ts';
import { comparison, interval, simpleTest, unaryTests } from './test.ts';
import { instanceOf } from './type-name.ts';

/** The builder of each node of the grammar that is an expression. */
const BUILDERS: Record<string, Builder> = {
  NumericLiteral: numericLiteral,
  StringLiteral: stringLiteral,
  BooleanLiteral: booleanLiteral,
  null: nullLiteral,
  AtLiteral: atLiteral,
  DateTimeLiteral: dateTimeLiteral,
  VariableName: variableName,
  '?': variableName,
  PathExpression: pathExpression,
  ArithmeticExpression: arithmeticExpression,
  Comparison: comparison,
  Conjunction: conjunction,
  Disjunction: disjunction,
  IfExpression: ifExpression,
  ForExpression: forExpression,
  QuantifiedExpression: quantified,
  FilterExpression: filterExpression,
  FunctionInvocation: functionInvocation,
  InstanceOfExpression: instanceOf,
  ParenthesizedExpression: (syntax, scope, reading) => reading.build(child(syntax, 1), scope),
  SimplePositiveUnaryTest: simpleTest,
  Interval: interval,
  List: list,
  Context: context,
  FunctionDefinition: functionDefinition,
  UnaryTests: unaryTests,
  Expression: (syntax, scope, reading) => reading.build(child(syntax, 0), scope),
  Wildcard: ({ from, to }) => ({ kind: 'boolean', value: true, type: BOOLEAN, from, to }),
};

export const build: Builder = (syntax, scope, reading) => {
  const builder = BUILDERS[syntax.name];
  if (!builder) throw new Error(`FEEL grammar: no builder for ${syntax.name}`);
  return builder(syntax, scope, reading);
};
