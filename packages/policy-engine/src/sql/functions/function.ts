import type { Expression, Call } from '../../syntax/expression.ts';
import type { EmitForm } from '../compiling.ts';
import type { Form, Demand, Compiling } from '../form.ts';
import { refuse } from '../compiling.ts';

/** Compiles one call. */
export type FunctionForm = (call: Call, at: Compiling, emit: EmitForm, demand: Demand) => Form;

export function argument(call: Call, place: number): Expression {
  return call.arguments[place] ?? refuse(call, call.function);
}
