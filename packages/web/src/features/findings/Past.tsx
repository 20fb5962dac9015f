import { FINDING_ACTIONS } from '@mingbai/core';
import type { FindingPage } from '@mingbai/core/api';
import { useTranslation } from 'react-i18next';
import { moment } from '../../format/values.ts';
import { useLanguage } from '../../i18n/useLanguage.ts';
import { useActor } from '../../register/useActor.ts';
import { colon } from './words.ts';
import '../../ui/timeline.css';

/** Everything that was done about it, newest first. */
export function Past({ lines }: { readonly lines: FindingPage['actions'] }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const actorName = useActor();
  return (
    <section className="panel" aria-labelledby="past">
      <h2 id="past">{t('findings.past')}</h2>
      <ol className="timeline">
        {[...lines].reverse().map((line) => (
          <li key={line.n}>
            <strong>{moment(line.at)}</strong> {FINDING_ACTIONS[line.action][language]} ·{' '}
            {actorName(line.actor)}
            {line.reason !== null && <div>{line.reason}</div>}
            {line.assignee !== null && (
              <div className="soft">
                {t('findings.assignee')}
                {colon(language)}
                {line.assignee.name}
              </div>
            )}
            {line.on !== null && <div className="soft">{t('findings.onDay', { day: line.on })}</div>}
            {line.checkedBy !== null && (
              <div className="soft">{t('findings.lookedBy', { name: line.checkedBy })}</div>
            )}
            {line.until !== null && <div className="soft">{t('findings.untilDay', { day: line.until })}</div>}
            {line.cause !== null && (
              <div className="soft">
                {t('findings.cause', {
                  at: moment(line.cause.at),
                  actor: actorName(line.cause.actor),
                  file: line.cause.file ?? '',
                })}
              </div>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}
