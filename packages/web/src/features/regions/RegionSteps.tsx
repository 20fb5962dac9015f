import type { RegionStep } from '@mingbai/core/api';
import { useTranslation } from 'react-i18next';
import { moment } from '../../format/values.ts';
import { useActor } from '../../register/useActor.ts';
import '../../ui/timeline.css';

interface Props {
  readonly steps: readonly RegionStep[];
  readonly onChoose: (code: string) => void;
}

/** Names, mergers and moves with their days, newest first; the other region of each can be opened. */
export function RegionSteps({ steps, onChoose }: Props) {
  const { t } = useTranslation();
  const actorName = useActor();
  if (steps.length === 0) return <p className="soft">{t('regions.noSteps')}</p>;
  return (
    <ol className="timeline">
      {steps.map((step) => (
        <li key={`${step.kind}-${step.on}-${step.other?.code ?? step.to}`}>
          <strong>{step.on}</strong>{' '}
          {t(`regionStep.${step.kind.replace('-', '_') as 'renamed'}`, { from: step.from, to: step.to })}{' '}
          {step.other !== null && (
            <button type="button" className="linklike" onClick={() => onChoose(step.other?.code ?? '')}>
              {step.other.name} ({step.other.code})
            </button>
          )}
          {step.entry !== null && (
            <div className="soft">
              {t('regions.by', {
                actor: actorName(step.actor ?? ''),
                at: moment(step.at ?? ''),
                entry: step.entry,
                reason: step.reason,
              })}
            </div>
          )}
        </li>
      ))}
    </ol>
  );
}
