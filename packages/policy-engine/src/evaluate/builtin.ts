import { RUNNERS } from '../functions/index.ts';
import type { Given } from '../functions/runner.ts';
import { findBuiltin } from '../signature/index.ts';
import type { Call } from '../syntax/expression.ts';
import { isList, type Value } from '../value/value.ts';
import { fail, type Run } from './run.ts';

type Shape = 'list' | 'one' | 'any';

/** Whether every way to call the function takes a list here, none does, or it depends. */
function shapeAt(name: string, at: number): Shape {
  const kinds = (findBuiltin(name)?.signatures ?? []).flatMap(({ parameters }) =>
    (parameters[at]?.types ?? []).map(({ kind }) => kind),
  );
  if (kinds.length === 0 || kinds.includes('any')) return 'any';
  if (kinds.every((kind) => kind === 'list')) return 'list';
  return kinds.includes('list') ? 'any' : 'one';
}

/** FEEL takes one value for the list of it, and a list of one for its member. */
function shaped(value: Value, shape: Shape): Value {
  if (shape === 'list') return value === null || isList(value) ? value : [value];
  return shape === 'one' && isList(value) && value.length === 1 ? (value[0] ?? null) : value;
}

/** The built-in function of the call: takes its values, those left out undefined. */
export function builtin(node: Call): (given: Given, run: Run) => Value {
  const runner = RUNNERS[node.function];
  if (!runner) throw new Error(`no function ${node.function}`);
  const shapes = node.arguments.map((_, at) => shapeAt(node.function, at));
  return (given, run) => {
    const values = given.map((value, at) =>
      value === undefined ? undefined : shaped(value, shapes[at] ?? 'any'),
    );
    const result = runner(values, run.options);
    if (result !== undefined) return result;
    // Null in, null out is what FEEL says everywhere; it is no fault of the rule.
    if (values.includes(null)) return null;
    return fail(run, node, 'bad-argument', {
      zh: `函数“${node.function}”不能用这些参数计算`,
      en: `“${node.function}” cannot compute with these arguments`,
    });
  };
}
