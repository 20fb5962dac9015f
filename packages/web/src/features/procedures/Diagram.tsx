import type { ProcedureView } from '@mingbai/core/api';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../i18n/useLanguage.ts';
import { arrow, BOX, cornerOf } from './arrows.ts';

interface Props {
  readonly view: Pick<ProcedureView, 'procedure' | 'diagram'>;
  /** State the case is in. */
  readonly here?: string;
  readonly passed?: readonly string[];
}

/** The procedure as boxes and arrows; the same as a list for those who do not see it. */
export function Diagram({ view: { procedure, diagram }, here, passed = [] }: Props) {
  const { t } = useTranslation();
  const language = useLanguage();
  const name = (state: string) =>
    state === 'new' ? t('procedures.start') : (procedure.states[state]?.[language] ?? state);
  const place = new Map(diagram.nodes.map((node) => [node.state, node]));
  const width = 2 * BOX.pad + diagram.columns * (BOX.width + BOX.gapX) - BOX.gapX;
  const height = 2 * BOX.pad + diagram.rows * (BOX.height + BOX.gapY) + 18;
  return (
    <div className="diagram" role="region" tabIndex={0} aria-label={t('procedures.diagram')}>
      <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
        <defs>
          <marker
            id="tip"
            viewBox="0 0 8 8"
            refX="8"
            refY="4"
            markerWidth="7"
            markerHeight="7"
            orient="auto-start-reverse"
          >
            <path d="M0 0L8 4L0 8z" className="tip" />
          </marker>
        </defs>
        {diagram.edges
          .filter(({ kind }) => kind !== 'stay')
          .map(({ from, to, kind }) => {
            const a = place.get(from);
            const b = place.get(to);
            return a && b ? (
              <path
                key={`${from}-${to}`}
                d={arrow(a, b, kind === 'back', diagram.nodes)}
                className={`edge edge-${kind}`}
                markerEnd="url(#tip)"
              />
            ) : null;
          })}
        {diagram.nodes.map((node) => {
          const { state, kind } = node;
          const at = cornerOf(node);
          const mark = state === here ? ' node-here' : passed.includes(state) ? ' node-passed' : '';
          return (
            <foreignObject key={state} x={at.x} y={at.y} width={BOX.width} height={BOX.height}>
              <div className={`node node-${kind}${mark}`} title={name(state)}>
                {name(state)}
              </div>
            </foreignObject>
          );
        })}
      </svg>
      <ul className="sr">
        {diagram.edges.map(({ from, to, actions }) => (
          <li key={`${from}-${to}`}>
            {name(from)} → {name(to)}：
            {actions.map((action) => procedure.actions[action]?.[language] ?? action).join(' · ')}
          </li>
        ))}
      </ul>
      {here !== undefined && <p className="sr">{t('procedures.isAt', { state: name(here) })}</p>}
    </div>
  );
}
