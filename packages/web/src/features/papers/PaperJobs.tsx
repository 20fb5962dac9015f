import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { cancelPaperJob, downloadPaperJob, listPaperJobs, type PaperJob } from '@mingbai/core/api';
import { App, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { call, callFile } from '../../api/call.ts';
import { asProblem } from '../../api/problem.ts';
import { saveFile } from '../../api/save.ts';
import { bytes, count, moment } from '../../format/values.ts';
import { useLanguage } from '../../i18n/useLanguage.ts';
import { DataTable } from '../../ui/DataTable.tsx';
import { papersQuery } from './queries.ts';

const GOING: readonly PaperJob['state'][] = ['queued', 'running'];
const SHOWN = 5;

/** The last jobs of a village, or of my whole area: how far, what came of them, and the files while they are kept. */
export function PaperJobs({ code }: { readonly code?: string }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const papers = useQuery(papersQuery).data?.papers ?? [];
  const jobs = useQuery({
    queryKey: ['paper-jobs', code ?? 'mine'],
    queryFn: ({ signal }) =>
      call(listPaperJobs, {
        query: { offset: 0, limit: SHOWN, ...(code === undefined ? {} : { region: code }) },
        signal,
      }),
    refetchInterval: (query) =>
      query.state.data?.rows.some(({ state }) => GOING.includes(state)) === true ? 1000 : false,
  }).data?.rows;
  if (jobs === undefined || jobs.length === 0) return null;
  const nameOf = ({ paper: ids, cases, region }: PaperJob): string => {
    const names = ids.split(',').map((id) => papers.find((paper) => paper.id === id)?.name[language] ?? id);
    const all = names.join(language === 'zh' ? '、' : ', ');
    const about = code === undefined ? `${all} · ${region.name}` : all;
    return cases === null ? about : `${about} · ${t('papers.cases', { n: count(cases) })}`;
  };
  return (
    <DataTable
      caption={t('papers.jobs')}
      rows={jobs}
      rowKey={({ id }) => id}
      cards
      columns={[
        { key: 'paper', title: t('papers.paper'), header: true, render: nameOf },
        { key: 'state', title: t('papers.stateHead'), render: (job) => <State job={job} /> },
        { key: 'who', title: t('papers.who'), render: (job) => job.createdBy },
        { key: 'when', title: t('papers.when'), render: (job) => moment(job.createdAt) },
        { key: 'action', title: t('papers.action'), render: (job) => <Action job={job} /> },
      ]}
    />
  );
}

function State({ job }: { readonly job: PaperJob }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { done, total } = job.progress;
  if (job.state === 'running')
    return (
      <span className="row" role="status">
        <progress
          aria-label={t('papers.progress')}
          {...(total === null || total === 0 ? {} : { max: total, value: done })}
          style={{ width: 120 }}
        />
        {total !== null && t('papers.progressOf', { done: count(done), total: count(total) })}
      </span>
    );
  const words: string[] = [t(`papers.state.${job.state}`)];
  if (job.pages !== null) words.push(t('papers.pages', { count: job.pages }));
  if (job.bytes !== null) words.push(bytes(job.bytes));
  if (job.problem !== null) words.push(job.problem[language]);
  return (
    <>
      {words.join(' · ')}
      {job.missing.length > 0 && (
        <div role="alert">{t('papers.missing', { signs: job.missing.join('、') })}</div>
      )}
    </>
  );
}

function Action({ job }: { readonly job: PaperJob }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { message } = App.useApp();
  const client = useQueryClient();
  const onError = (error: unknown) => void message.error(asProblem(error).reply.message[language]);
  const stop = useMutation({
    mutationFn: () => call(cancelPaperJob, { params: { id: job.id } }),
    onSettled: () => client.invalidateQueries({ queryKey: ['paper-jobs'] }),
    onError,
  });
  const fetchFile = useMutation({
    mutationFn: () => callFile(downloadPaperJob, { params: { id: job.id } }),
    onSuccess: saveFile,
    onError,
  });
  if (GOING.includes(job.state))
    return (
      <Button size="small" loading={stop.isPending} onClick={() => stop.mutate()}>
        {t('papers.cancel')}
      </Button>
    );
  if (job.state !== 'done') return null;
  if (job.expiresAt === null) return <span className="soft">{t('papers.over')}</span>;
  return (
    <span className="row">
      <Button size="small" type="primary" loading={fetchFile.isPending} onClick={() => fetchFile.mutate()}>
        {t('papers.download')}
      </Button>
      <span className="soft">{t('papers.until', { at: moment(job.expiresAt) })}</span>
    </span>
  );
}
