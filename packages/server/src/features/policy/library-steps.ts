import type { PolicyStep, PolicyTable } from '@mingbai/core/api';
import type { Box, TableBox } from '@mingbai/policy-engine/dmn';

interface Said {
  /** English of the Chinese names in the model. */
  readonly names: ReadonlyMap<string, string>;
  /** Expressions in words, by their boxes. */
  readonly words: ReadonlyMap<Box, { readonly zh: string; readonly en: string }>;
}

/** How a decision is made, flat and in reading order. Keywords are those of FEEL, in which the cells are written. */
export function stepsOf(box: Box, said: Said, name: string | null = null, depth = 0): PolicyStep[] {
  const say = (text: string | null): PolicyStep => ({ name, depth, text, table: null });
  const below = (inner: Box, called: string | null): PolicyStep[] => stepsOf(inner, said, called, depth + 1);
  switch (box.kind) {
    case 'literal':
      return [{ ...say(box.text), ...wordsOf(box, said) }];
    case 'table':
      return [{ name, depth, text: null, table: tableOf(box, said) }];
    case 'context':
      return [
        ...(depth === 0 ? [] : [say(null)]),
        ...box.entries.flatMap((entry) =>
          stepsOf(entry.value, said, entry.variable?.name ?? null, depth === 0 ? 0 : depth + 1),
        ),
      ];
    case 'invocation':
      return [
        ...stepsOf(box.function, said, name, depth),
        ...box.bindings.flatMap(({ parameter, value }) => (value ? below(value, parameter) : [])),
      ];
    case 'list':
      return [say('[…]'), ...box.items.flatMap((item) => below(item, null))];
    case 'relation':
      return [
        say(box.columns.map((column) => column.name).join(' | ')),
        ...box.rows.flatMap((row) => row.flatMap((cell, at) => below(cell, box.columns[at]?.name ?? null))),
      ];
    case 'function':
      return [
        say(`function(${box.parameters.map((parameter) => parameter.name).join(', ')})`),
        ...(box.body ? below(box.body, null) : []),
      ];
    case 'conditional':
      return [
        say(null),
        ...below(box.condition, 'if'),
        ...below(box.whenTrue, 'then'),
        ...below(box.otherwise, 'else'),
      ];
    case 'filter':
      return [say(null), ...below(box.list, 'in'), ...below(box.match, 'where')];
    default:
      return [say(`${box.kind} ${box.name}`), ...below(box.list, 'in'), ...below(box.body, 'return')];
  }
}

function wordsOf(box: Box, { words }: Said): Pick<PolicyStep, 'words'> {
  const found = words.get(box);
  return found === undefined ? {} : { words: found };
}

function tableOf(table: TableBox, said: Said): PolicyTable {
  const both = (name: string) => ({ zh: name, en: said.names.get(name) ?? name });
  return {
    hitPolicy: table.hitPolicy,
    aggregation: table.aggregation ?? null,
    inputs: table.inputs.map(({ label, text }) => ({ label: both(label ?? text), text })),
    outputs: table.outputs.map(({ label, name }) => both(label ?? name ?? '')),
    annotations: [...table.annotations],
    rows: table.rules.map(({ inputs, outputs, annotations }) => ({
      inputs: [...inputs],
      outputs: [...outputs],
      annotations: [...annotations],
    })),
  };
}
