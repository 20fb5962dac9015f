import type { Expression } from '../../syntax/expression.ts';
import type { Call } from '../../syntax/structures.ts';
import type { Demand } from '../compare.ts';
import type { Compiling, EmitForm } from '../compiling.ts';
import type { Form } from '../form.ts';
import { refuse } from '../compiling.ts';

/** Compiles one call. */
export type FunctionForm = (call: Call, at: Compiling, emit: EmitForm, demand: Demand) => Form;

export function argument(call: Call, place: number): Expression {
  return call.arguments[place] ?? refuse(call, call.function);
}
