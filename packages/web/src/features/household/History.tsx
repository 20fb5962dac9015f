import { useQuery } from '@tanstack/react-query';
import { getHouseholdHistory, type HistoryLine } from '@mingbai/core/api';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.ts';
import { moment } from '../../format/values.ts';
import { useCommandName } from '../../register/commands.ts';
import { useActor } from '../../register/useActor.ts';
import { Loading } from '../../ui/Loading.tsx';
import { ProblemNote } from '../../ui/ProblemNote.tsx';
import { Change } from './Change.tsx';
import '../../ui/timeline.css';

const FIRST = 8;

/** What was said of the household, newest first: who, when, from which file, old → new. */
export function History({ id }: { readonly id: string }) {
  const { t } = useTranslation();
  const [all, setAll] = useState(false);
  const query = useQuery({
    queryKey: ['history', id],
    queryFn: ({ signal }) => call(getHouseholdHistory, { params: { id }, signal }),
  });
  const lines = query.data ?? [];
  return (
    <section className="panel" aria-labelledby="history">
      <h2 id="history">{t('history.title')}</h2>
      {query.isPending && <Loading />}
      {query.isError && <ProblemNote error={query.error} onRetry={() => void query.refetch()} />}
      {query.isSuccess && lines.length === 0 && <p className="soft">{t('history.none')}</p>}
      <ol className="timeline">
        {(all ? lines : lines.slice(0, FIRST)).map((line) => (
          <Line key={`${line.entry}-${line.noun}-${line.subject}-${line.valid_from}`} line={line} />
        ))}
      </ol>
      {lines.length > FIRST && !all && (
        <button type="button" className="linklike" onClick={() => setAll(true)}>
          {t('history.all', { count: lines.length })}
        </button>
      )}
    </section>
  );
}

function Line({ line }: { readonly line: HistoryLine }) {
  const { t } = useTranslation();
  const commandName = useCommandName();
  const actorName = useActor();
  const fresh = line.changes.every((change) => change.old === null);
  return (
    <li>
      <div>
        <strong>{moment(line.at)}</strong> {actorName(line.actor)} · {commandName(line.command)} ·{' '}
        {t(`noun.${line.noun as 'person'}`)} {line.subject}
        <span className="soft">
          {' '}
          {t('history.validFrom', { day: line.valid_from })}
          {line.file !== null && ` · ${line.file}`}
        </span>
        {line.reason !== null && <div>{t('history.reason', { reason: line.reason })}</div>}
      </div>
      {fresh && line.changes.length > 4 ? (
        <details>
          <summary>{t('history.firstSaid', { count: line.changes.length })}</summary>
          <Changes line={line} />
        </details>
      ) : (
        <Changes line={line} />
      )}
    </li>
  );
}

function Changes({ line }: { readonly line: HistoryLine }) {
  return (
    <ul className="changes">
      {line.changes.map((change) => (
        <Change key={change.field} noun={line.noun} change={change} />
      ))}
    </ul>
  );
}
