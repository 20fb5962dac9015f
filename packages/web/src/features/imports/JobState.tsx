import type { ImportJob } from '@mingbai/core/api';
import { useTranslation } from 'react-i18next';
import { StateWord } from '../../ui/StateWord.tsx';
import { STATE_TONES, stateWord } from './states.ts';

export function JobState({
  job,
}: {
  readonly job: Pick<ImportJob, 'state' | 'waitingFor' | 'progress' | 'counts'>;
}) {
  const { t } = useTranslation();
  const word = stateWord(job);
  return (
    <StateWord tone={word === 'nothing_to_write' ? 'grey' : STATE_TONES[job.state]}>
      {t(`importState.${word}`)}
    </StateWord>
  );
}
