import { diagram, type Procedure } from '@mingbai/core';

const SHAPES = {
  begin: ['((', '))'],
  step: ['[', ']'],
  notice: ['[/', '/]'],
  done: ['([', '])'],
  refused: ['([', '])'],
  withdrawn: ['([', '])'],
} as const;

/** The procedure as a Mermaid drawing: the same boxes and arrows as in the console. */
export function drawn(procedure: Procedure): string {
  const { nodes, edges } = diagram(procedure);
  const id = (state: string): string => `s_${state.replaceAll('-', '_')}`;
  const boxes = nodes.map(({ state, kind }) => {
    const [open, close] = SHAPES[kind];
    return `  ${id(state)}${open}"${procedure.states[state]?.zh ?? '启动'}"${close}`;
  });
  const arrows = edges.map(({ from, to, actions, kind }) => {
    const words = actions.map((name) => procedure.actions[name]?.zh ?? name).join('<br>');
    return `  ${id(from)} ${kind === 'on' ? '-->' : '-.->'}|"${words}"| ${id(to)}`;
  });
  return ['```mermaid', 'flowchart LR', ...boxes, ...arrows, '```'].join('\n');
}
