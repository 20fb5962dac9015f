export type * from './box.ts';
export { type Compiled, type CompileOptions, compileModel } from './compile-model.ts';
export { type Decider, type DecisionTrace, prepareProgram } from './decide.ts';
export { expressionsOf } from './expressions-of.ts';
export type * from './logic.ts';
export type * from './model.ts';
export { findNode, type GraphNode, type Program } from './program.ts';
export { readModel } from './read.ts';
export {
  type DecisionColumn,
  type DecisionSql,
  decisionExpressions,
  decisionToSql,
} from './sql/decision-sql.ts';
export type { ModelProblem } from './reader.ts';
export { type DecisionTurn, findTurns } from './turns.ts';
export { stepWords } from './step-words.ts';
export { sayDecision, type Sentence } from './words.ts';
export type { RowTrace, TableTrace } from './trace.ts';
export { analyseTable, tablesOf, type TableFinding } from './analysis/analyse.ts';
