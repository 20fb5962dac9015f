import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { bytes } from '../../format/values.ts';
import { useLanguage } from '../../i18n/useLanguage.ts';
import { uploads, type QueueItem } from './queue.ts';

/** One file on its way: how far, what is the matter, and what can be done. */
export function UploadRow({ item }: { readonly item: QueueItem }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { pending, state, share, problem, row } = item;
  const { key, file } = pending;
  const { name } = file;
  const goes = state === 'sending' || state === 'waiting' || state === 'lost';
  return (
    <li className="evidence-row">
      <span className="evidence-name">{name}</span>
      <span className="soft">{bytes(file.size)}</span>
      {state !== 'refused' && (
        <progress aria-label={t('evidence.progress', { name })} max={1} value={share} />
      )}
      <span className="evidence-state" role="status">
        {state === 'sending' ? `${Math.floor(share * 100)}%` : t(`evidence.state.${state}`)}
      </span>
      {goes && (
        <Button
          size="small"
          aria-label={t('evidence.pauseOf', { name })}
          onClick={() => void uploads.pause(key)}
        >
          {t('evidence.pause')}
        </Button>
      )}
      {(state === 'paused' || state === 'failed') && (
        <Button
          size="small"
          aria-label={t('evidence.resumeOf', { name })}
          onClick={() => uploads.resume(key)}
        >
          {t('evidence.resume')}
        </Button>
      )}
      {state !== 'checking' && (
        <Button
          size="small"
          aria-label={t('evidence.giveUpOf', { name })}
          onClick={() => void uploads.remove(key)}
        >
          {t(state === 'refused' ? 'evidence.dismiss' : 'evidence.giveUp')}
        </Button>
      )}
      {state === 'refused' && row?.why && (
        <p role="alert" className="evidence-wrong">
          {row.why[language]}
        </p>
      )}
      {state === 'failed' && problem !== undefined && (
        <p role="alert" className="evidence-wrong">
          {problem.reply.message[language]} {problem.reply.fix[language]}
        </p>
      )}
    </li>
  );
}
