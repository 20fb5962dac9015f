import type { Expression } from '../syntax/expression.ts';
import type { Logic } from './logic.ts';

/** Every FEEL text of the logic, as read. */
export function expressionsOf(logic: Logic): readonly Expression[] {
  switch (logic.kind) {
    case 'literal':
      return [logic.expression];
    case 'table':
      return [
        ...logic.inputs.flatMap(({ expression, allowed }) =>
          allowed ? [expression, allowed] : [expression],
        ),
        ...logic.outputs.flatMap(({ otherwise }) => (otherwise ? [otherwise] : [])),
        ...logic.rules.flatMap(({ tests, outputs }) => [
          ...tests.filter((test) => test !== 'any'),
          ...outputs,
        ]),
      ];
    case 'context':
      return [...logic.entries.map((entry) => entry.logic), ...(logic.result ? [logic.result] : [])].flatMap(
        expressionsOf,
      );
    case 'invocation':
      return [logic.function, ...logic.bindings.map(({ value }) => value)].flatMap(expressionsOf);
    case 'list':
      return logic.items.flatMap(expressionsOf);
    case 'relation':
      return logic.rows.flat().flatMap(expressionsOf);
    case 'function':
      return expressionsOf(logic.body);
    case 'conditional':
      return [logic.condition, logic.whenTrue, logic.otherwise].flatMap(expressionsOf);
    case 'filter':
      return [logic.list, logic.match].flatMap(expressionsOf);
    case 'for':
    case 'some':
    case 'every':
      return [logic.list, logic.body].flatMap(expressionsOf);
  }
}
