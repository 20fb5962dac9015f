import type { ImportJob } from '@mingbai/core/api';
import { useTranslation } from 'react-i18next';
import { count, duration } from '../../format/values.ts';
import { useLanguage } from '../../i18n/useLanguage.ts';
import { share, stepOf } from './states.ts';

/** How far the file is read, with rows a second and the time left; of the steps after it what is being done. */
export function Progress({ job, short = false }: { readonly job: ImportJob; readonly short?: boolean }) {
  const { t } = useTranslation();
  const step = stepOf(job);
  const percent = step === 'reading' ? share(job.progress) : undefined;
  return (
    <span className="row" style={{ gap: 10, display: 'inline-flex' }}>
      <progress
        aria-label={t('import.progress')}
        max={100}
        {...(percent === undefined ? {} : { value: percent })}
        style={{ width: short ? 90 : 260 }}
      />
      {step === 'reading' ? (
        <Reading progress={job.progress} short={short} />
      ) : (
        <span>{t(`import.step_${step}`)}</span>
      )}
    </span>
  );
}

function Reading({
  progress: { done, total, perSecond, secondsLeft },
  short,
}: Pick<ImportJob, 'progress'> & { readonly short: boolean }) {
  const { t } = useTranslation();
  const language = useLanguage();
  // A small file is read before its first row is counted: zeros would say nothing.
  const rows =
    done === 0
      ? t('importState.reading')
      : total === null
        ? t('import.rowsDone', { done: count(done) })
        : t('import.rowsOf', { done: count(done), total: count(total) });
  const rate = short || perSecond <= 0 ? '' : t('import.perSecond', { rate: count(Math.round(perSecond)) });
  const left =
    secondsLeft === null || done === 0 ? '' : t('import.left', { time: duration(secondsLeft, language) });
  return <span>{[rows, rate, left].filter((part) => part !== '').join(' · ')}</span>;
}
