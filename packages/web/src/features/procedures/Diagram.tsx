import type { ProcedureView } from '@mingbai/core/api';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../i18n/useLanguage.ts';

const BOX = { width: 122, height: 48, gapX: 30, gapY: 20, pad: 8 };

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
  const place = new Map(
    diagram.nodes.map((node) => [
      node.state,
      {
        x: BOX.pad + node.column * (BOX.width + BOX.gapX),
        y: BOX.pad + node.row * (BOX.height + BOX.gapY),
      },
    ]),
  );
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
                d={arrow(a, b, kind === 'back')}
                className={`edge edge-${kind}`}
                markerEnd="url(#tip)"
              />
            ) : null;
          })}
        {diagram.nodes.map(({ state, kind }) => {
          const at = place.get(state);
          if (at === undefined) return null;
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

interface Point {
  readonly x: number;
  readonly y: number;
}

/** From the right side to the left one; a way back runs below the boxes. */
function arrow(a: Point, b: Point, back: boolean): string {
  if (back) {
    const from = { x: a.x + BOX.width / 2, y: a.y + BOX.height };
    const to = { x: b.x + BOX.width / 2, y: b.y + BOX.height };
    const low = Math.max(from.y, to.y) + 16;
    return `M${from.x} ${from.y}C${from.x} ${low} ${to.x} ${low} ${to.x} ${to.y + 2}`;
  }
  const from = { x: a.x + BOX.width, y: a.y + BOX.height / 2 };
  const to = { x: b.x - 2, y: b.y + BOX.height / 2 };
  const bend = Math.max(20, (to.x - from.x) / 2);
  return `M${from.x} ${from.y}C${from.x + bend} ${from.y} ${to.x - bend} ${to.y} ${to.x} ${to.y}`;
}
