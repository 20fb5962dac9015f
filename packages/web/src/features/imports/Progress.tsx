import type { ImportJob } from '@mingbai/core/api';
import { useTranslation } from 'react-i18next';
import { count, duration } from '../../format/values.ts';
import { useLanguage } from '../../i18n/useLanguage.ts';
import { share } from './states.ts';

/** Rows done, rows a second, time left. */
export function Progress({ job, short = false }: { readonly job: ImportJob; readonly short?: boolean }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { done, total, perSecond, secondsLeft } = job.progress;
  const percent = share(job.progress);
  const rows =
    total === null
      ? t('import.rowsDone', { done: count(done) })
      : t('import.rowsOf', { done: count(done), total: count(total) });
  const left = secondsLeft === null ? '' : t('import.left', { time: duration(secondsLeft, language) });
  return (
    <span className="row" style={{ gap: 10, display: 'inline-flex' }}>
      <progress
        aria-label={t('import.progress')}
        max={100}
        {...(percent === undefined ? {} : { value: percent })}
        style={{ width: short ? 90 : 260 }}
      />
      <span>
        {rows}
        {!short && perSecond > 0 && ` · ${t('import.perSecond', { rate: count(Math.round(perSecond)) })}`}
        {left !== '' && ` · ${left}`}
      </span>
    </span>
  );
}
