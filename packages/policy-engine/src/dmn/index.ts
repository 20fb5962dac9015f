export type * from './box.ts';
export { type Compiled, type CompileOptions, compileModel } from './compile-model.ts';
export { type Decider, type DecisionTrace, prepareProgram } from './decide.ts';
export type * from './logic.ts';
export type * from './model.ts';
export { findNode, type GraphNode, type Program } from './program.ts';
export { readModel } from './read.ts';
export type { ModelProblem } from './reader.ts';
export type { RowTrace, TableTrace } from './trace.ts';
