import type { KeptTrial } from '@mingbai/core/api';
import { useTranslation } from 'react-i18next';
import { count, duration } from '../../../format/values.ts';
import { useLanguage } from '../../../i18n/useLanguage.ts';

/** How far a trial is, and how long it will take if it goes on as it did. */
export function TrialProgress({
  trial,
  short = false,
}: {
  readonly trial: KeptTrial;
  readonly short?: boolean;
}) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { seconds, progress } = trial;
  const { done } = progress;
  const total = progress.total ?? 0;
  const percent = total === 0 ? undefined : Math.floor((done / total) * 100);
  const left = done === 0 || done >= total ? undefined : (seconds * (total - done)) / done;
  const words = [
    percent === undefined
      ? t('trials.running', { seconds: count(Math.round(seconds)) })
      : t(short ? 'trials.doneShare' : 'trials.doneOf', { done: count(done), total: count(total), percent }),
    left !== undefined && !short && t('import.left', { time: duration(Math.max(1, left), language) }),
  ];
  return (
    <span className="row">
      <progress
        aria-label={t('trials.state.running')}
        max={100}
        {...(percent === undefined ? {} : { value: percent })}
        style={{ width: short ? 90 : 260 }}
      />
      <span>{words.filter((part) => typeof part === 'string').join(' · ')}</span>
    </span>
  );
}
