import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { asProblem } from '../api/problem.ts';
import { useLanguage } from '../i18n/useLanguage.ts';
import './states.css';

/** What happened and what to do, in the language of the page; a retry where trying again makes sense. */
export function ProblemNote({ error, onRetry }: { readonly error: unknown; readonly onRetry?: () => void }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { reply, status } = asProblem(error);
  // Who was refused, or asked for what is not there, hears the same again.
  const refused = status >= 400 && status < 500 && status !== 408 && status !== 429;
  return (
    <div className="problem" role="alert">
      <p>
        <strong>{reply.message[language]}</strong>
      </p>
      <p className="row">
        <span>{reply.fix[language]}</span>
        {onRetry !== undefined && !refused && <Button onClick={onRetry}>{t('action.retry')}</Button>}
      </p>
    </div>
  );
}
