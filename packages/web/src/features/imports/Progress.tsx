import type { ImportJob } from '@mingbai/core/api';
import { useTranslation } from 'react-i18next';
import { count, duration } from '../../format/values.ts';
import { useLanguage } from '../../i18n/useLanguage.ts';
import { share, stepOf, writingIn } from './states.ts';

/** How far the file is read or written, with rows a second and the time left; of the other steps what is being done. */
export function Progress({ job, short = false }: { readonly job: ImportJob; readonly short?: boolean }) {
  const { t } = useTranslation();
  const step = stepOf(job);
  const writing = step === 'writing' ? writingIn(job) : undefined;
  const percent = step === 'reading' || writing !== undefined ? share(job.progress) : undefined;
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
      ) : writing !== undefined ? (
        <Writing progress={job.progress} {...writing} short={short} />
      ) : (
        <span>{t(`import.step_${step}`)}</span>
      )}
    </span>
  );
}

/** A noun is one statement: what is before it is written, and it says nothing of itself until its end. */
function Writing({
  progress: { done, total, perSecond, secondsLeft },
  noun,
  rows,
  short,
}: Pick<ImportJob, 'progress'> & {
  readonly noun: string;
  readonly rows: number;
  readonly short: boolean;
}) {
  const { t } = useTranslation();
  const language = useLanguage();
  const now = t('import.writingNoun', { noun: t(`noun.${noun as 'person'}`), rows: count(rows) });
  if (short || total === null || done === 0) return <span>{now}</span>;
  const parts = [
    now,
    t('import.writtenOf', { done: count(done), total: count(total) }),
    ...(perSecond > 0 ? [t('import.perSecond', { rate: count(Math.round(perSecond)) })] : []),
    ...(secondsLeft === null ? [] : [t('import.left', { time: duration(secondsLeft, language) })]),
  ];
  return <span>{parts.join(' · ')}</span>;
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
