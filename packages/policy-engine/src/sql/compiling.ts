import type { Words } from '../problem.ts';
import type { Expression } from '../syntax/expression.ts';
import type { Node } from '../syntax/node.ts';
import type { Compiling, Demand, Form } from './form.ts';
import type { Numbers } from './number.ts';
import { NotInSql } from './unsupported.ts';

export type EmitForm = (node: Expression, at: Compiling, demand?: Demand) => Form;

export function numbersOf(node: Node, { target, fractions }: Compiling): Numbers {
  return { node, target, fractions };
}

export function refuse(node: Node, what: string, why?: Words): never {
  throw new NotInSql(node, what, why);
}
