import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { getImport } from '@mingbai/core/api';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.ts';
import { count, moment } from '../../format/values.ts';
import { useLanguage } from '../../i18n/useLanguage.ts';
import { useActor } from '../../register/useActor.ts';
import { Loading } from '../../ui/Loading.tsx';
import { PageTitle } from '../../ui/PageTitle.tsx';
import { ProblemNote } from '../../ui/ProblemNote.tsx';
import { Tabs } from '../../ui/Tabs.tsx';
import { Actions } from './Actions.tsx';
import { Differences } from './Differences.tsx';
import { Faults } from './Faults.tsx';
import { JobState } from './JobState.tsx';
import { Mapping } from './Mapping.tsx';
import { Progress } from './Progress.tsx';
import { Repairs } from './Repairs.tsx';
import { Summary } from './Summary.tsx';
import { askAgainIn, doubtsIn, isMoving, isOver, totals, unknownColumns, unreadHeaders } from './states.ts';
import './imports.css';

const NAMED = 6;

/** One import: how far it is, what was recognised, what would change, what is wrong; then commit or not. */
export function ImportJobPage() {
  const { t } = useTranslation();
  const language = useLanguage();
  const { id } = useParams({ from: '/shell/imports/$id' });
  const actorName = useActor();
  const search = useSearch({ from: '/shell/imports/$id' });
  const navigate = useNavigate({ from: '/imports/$id' });
  const query = useQuery({
    queryKey: ['import', id],
    queryFn: ({ signal }) => call(getImport, { params: { id }, signal }),
    refetchInterval: ({ state }) => (state.data === undefined ? false : askAgainIn(state.data)),
  });
  if (query.isPending) return <Loading />;
  if (query.isError) return <ProblemNote error={query.error} onRetry={() => void query.refetch()} />;
  const job = query.data;
  const sum = totals(job);
  const unknown = unknownColumns(job);
  const unread = isOver(job) || isMoving(job) ? [] : unreadHeaders(job);
  const tab = (key: 'sheets' | 'wrong' | 'new' | 'changed' | 'absent' | 'repairs', amount: number) =>
    `${t(`importTab.${key}`)} ${count(amount)}`;
  return (
    <div className="stack">
      <div className="row">
        <PageTitle text={job.file} />
        <JobState job={job} />
        <span className="soft">
          {t('import.said', { by: actorName(job.createdBy), at: moment(job.createdAt), day: job.dataDate })}
        </span>
        <span className="grow" />
        <Link to="/imports">{t('import.toList')}</Link>
      </div>
      {isMoving(job) && (
        <div className="panel row" role="status">
          <Progress job={job} />
          <span className="soft">
            {t(
              job.stopping !== true
                ? 'import.mayLeave'
                : job.state === 'committing'
                  ? 'import.stoppingWrite'
                  : 'import.stopping',
            )}
          </span>
        </div>
      )}
      {job.waitingFor !== null && (
        <p className="panel past-note">
          {t('import.waitingFor', { by: actorName(job.waitingFor.createdBy), id: job.waitingFor.id })}
        </p>
      )}
      {job.problem !== null && (
        <div className="problem" role="alert">
          <p>
            <strong>{job.problem[language]}</strong>
          </p>
          {job.problem.fix !== undefined && <p>{job.problem.fix[language]}</p>}
        </div>
      )}
      {(job.remarks ?? []).map((remark) => (
        <p key={remark.en} className="panel past-note" style={{ margin: 0 }}>
          {remark[language]}
        </p>
      ))}
      {unread.length > 0 && (
        <p className="panel past-note" style={{ margin: 0 }}>
          {t('import.columnsUnread', {
            columns: unread.length,
            names: unread.slice(0, NAMED).join('、') + (unread.length > NAMED ? ' …' : ''),
          })}{' '}
          <Link from="/imports/$id" search={{ tab: 'sheets' }}>
            {t('import.toMapping')}
          </Link>
        </p>
      )}
      {job.counts !== null && <Summary job={job} />}
      <Actions job={job} />
      {job.doubts?.asking === true && !isMoving(job) && !isOver(job) && (
        <p className="soft" role="status" style={{ margin: 0 }}>
          {t('import.asking')}
        </p>
      )}
      <Tabs
        label={job.file}
        chosen={
          search.tab ?? ((unknown > 0 && job.state === 'mapping') || job.counts === null ? 'sheets' : 'wrong')
        }
        onChoose={(key) => void navigate({ search: { tab: key } })}
        tabs={[
          { key: 'sheets', label: tab('sheets', job.sheets.length), content: () => <Mapping job={job} /> },
          ...(job.counts === null
            ? []
            : [
                {
                  key: 'wrong',
                  label: tab('wrong', job.counts.errors + job.counts.warnings + doubtsIn(job)),
                  content: () => <Faults job={job} />,
                },
                // Until the file has been compared with the register, there is nothing to say of differences.
                ...(job.counts.nouns.length === 0
                  ? []
                  : [
                      {
                        key: 'new',
                        label: tab('new', sum.new),
                        content: () => <Differences job={job} kind="new" />,
                      },
                      {
                        key: 'changed',
                        label: tab('changed', sum.changed),
                        content: () => <Differences job={job} kind="changed" />,
                      },
                      {
                        key: 'absent',
                        label: tab('absent', sum.absent),
                        content: () => <Differences job={job} kind="absent" />,
                      },
                    ]),
                {
                  key: 'repairs',
                  label: tab('repairs', job.counts.repairs),
                  content: () => <Repairs job={job} />,
                },
              ]),
        ]}
      />
    </div>
  );
}
