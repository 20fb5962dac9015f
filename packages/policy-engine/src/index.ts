export type * from './syntax/expression.ts';
export type * from './syntax/literals.ts';
export type { Node } from './syntax/node.ts';
export * from './type.ts';
export { findName, type Vocabulary } from './vocabulary.ts';
export { CalendarDate } from './value/date.ts';
export { DaysDuration, MonthsDuration } from './value/duration.ts';
export { Moment } from './value/moment.ts';
export { Decimal, formatNumber } from './value/number.ts';
export { type Temporal, readTemporal } from './value/temporal.ts';
export { ClockTime } from './value/time.ts';
export * from './value/value.ts';
export type { Zone } from './value/zone.ts';
export { type Parsed, type ParseOptions, parse } from './parse/parse.ts';
export { type Problem, type ProblemCode, typeWords, type Words } from './problem.ts';
export { BUILTIN_NAMES, findBuiltin } from './signature/index.ts';
export { compile, evaluate, type Evaluator } from './evaluate/compile.ts';
export { isInstance } from './evaluate/instance.ts';
export type { EvaluateOptions, Note, NoteCode } from './evaluate/run.ts';
export { numberOutcomes, type NumberedOutcomes } from './syntax/outcomes.ts';
export { rewrite } from './syntax/rewrite.ts';
export { factsOf, parts, walk } from './syntax/walk.ts';
export { dividesByZero } from './syntax/zero-divisors.ts';
export { compare, equal } from './value/equal.ts';
export { formatValue } from './value/format.ts';
export { type Json, toJson } from './facts/json.ts';
export { type FactProblem, type FactsRead, toFacts } from './facts/to-facts.ts';
export type { Change } from './explain/change.ts';
export type { InEnglish } from './explain/english.ts';
export {
  type Decided,
  explain,
  type Explanation,
  type ExplainOptions,
  type Trace,
} from './explain/explain.ts';
export type { MemberLabel } from './explain/label.ts';
export type { Path as FactPath } from './explain/origin.ts';
export type { Turn } from './explain/turns.ts';
export type * from './sql/binding.ts';
export { type Mention, mentions } from './sql/mentions.ts';
export { type Plan, planAll, type PlanAnswer, type Planned, type PlanOptions } from './sql/plan.ts';
export { type Compiled, type SqlOptions, toSql } from './sql/to-sql.ts';
export type { Unsupported } from './sql/unsupported.ts';
