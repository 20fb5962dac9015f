import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { listImports, type ImportJob } from '@mingbai/core/api';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.ts';
import { bytes, count, moment } from '../../format/values.ts';
import { ListTable } from '../../register/ListTable.tsx';
import { listPage } from '../../register/listPage.ts';
import { useActor } from '../../register/useActor.ts';
import type { Column } from '../../ui/DataTable.tsx';
import { PageTitle } from '../../ui/PageTitle.tsx';
import { Progress } from './Progress.tsx';
import { JobState } from './JobState.tsx';
import { isMoving } from './states.ts';
import { UploadBox } from './UploadBox.tsx';

/** Drop files in; under it, every import of my area and how far it is. */
export function ImportsPage() {
  const { t } = useTranslation();
  const actorName = useActor();
  const search = useSearch({ from: '/shell/imports' });
  const navigate = useNavigate({ from: '/imports' });
  const { page, rows, offset, limit } = listPage(search);
  const query = useQuery({
    queryKey: ['imports', offset, limit],
    queryFn: ({ signal }) => call(listImports, { query: { offset, limit }, signal }),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => (state.data?.rows.some(isMoving) === true ? 1500 : false),
  });
  const columns: Column<ImportJob>[] = [
    {
      key: 'file',
      title: t('import.file'),
      header: true,
      render: (job) => (
        <Link to="/imports/$id" params={{ id: job.id }}>
          {job.file}
        </Link>
      ),
    },
    { key: 'state', title: t('import.state'), render: (job) => <JobState job={job} /> },
    {
      key: 'progress',
      title: t('import.progress'),
      render: (job) => (isMoving(job) ? <Progress job={job} short /> : ''),
    },
    {
      key: 'rows',
      title: t('import.rows'),
      numeric: true,
      render: (job) => (job.counts === null ? '' : count(job.counts.rows)),
    },
    {
      key: 'bad',
      title: t('import.badRows'),
      numeric: true,
      render: (job) => (job.counts === null ? '' : count(job.counts.bad)),
    },
    { key: 'date', title: t('import.dataDate'), render: (job) => job.dataDate },
    { key: 'bytes', title: t('import.bytes'), numeric: true, render: (job) => bytes(job.bytes) },
    { key: 'by', title: t('import.by'), render: (job) => actorName(job.createdBy) },
    { key: 'at', title: t('import.at'), render: (job) => moment(job.createdAt) },
  ];
  return (
    <div className="stack">
      <PageTitle text={t('import.title')} />
      <UploadBox />
      <h2>{t('import.list')}</h2>
      <ListTable
        caption={t('import.list')}
        query={query}
        columns={columns}
        rowKey={(job) => job.id}
        emptyText={t('import.empty')}
        page={page}
        rows={rows}
        onTurn={(next) => void navigate({ search: { page: String(next) } })}
      />
    </div>
  );
}
