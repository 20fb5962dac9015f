import type { For, Filter, Quantified } from './iteration.ts';
import type { Literal } from './literals.ts';
import type { Fact, Path, Unknown, Variable } from './names.ts';
import type { Arithmetic, Between, Comparison, If, In, InstanceOf, Logic, Negation } from './operators.ts';
import type {
  Call,
  ContextLiteral,
  FunctionLiteral,
  Invocation,
  ListLiteral,
  RangeLiteral,
} from './structures.ts';

/** A FEEL expression that was held against its vocabulary. Told apart by `kind`. */
export type Expression =
  | Literal
  | Fact
  | Variable
  | Path
  | Unknown
  | Arithmetic
  | Negation
  | Comparison
  | Logic
  | Between
  | In
  | InstanceOf
  | If
  | For
  | Quantified
  | Filter
  | ListLiteral
  | ContextLiteral
  | RangeLiteral
  | FunctionLiteral
  | Call
  | Invocation;
