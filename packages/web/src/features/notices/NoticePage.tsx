import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { NOTICE_COLUMNS, type NoticeColumn } from '@mingbai/core';
import { getNotice, type NoticeView } from '@mingbai/core/api';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.ts';
import { sessionQuery } from '../../api/queries.ts';
import { useLanguage } from '../../i18n/useLanguage.ts';
import { DataTable, type Column } from '../../ui/DataTable.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { PageTitle } from '../../ui/PageTitle.tsx';
import { ProblemNote } from '../../ui/ProblemNote.tsx';
import { useToday } from '../../ui/useToday.ts';
import { PrintNotice } from '../papers/PrintNotice.tsx';
import { Interrupt, Withdraw } from './NoticeDialogs.tsx';
import { State } from './NoticesPage.tsx';
import { ObjectionItem } from './ObjectionItem.tsx';
import './notices.css';

/** One notice: as it hangs, what interrupted it, and every objection with its answer. */
export function NoticePage() {
  const { t } = useTranslation();
  const { id } = useParams({ from: '/shell/notices/$id' });
  const query = useQuery({
    queryKey: ['notice', id],
    queryFn: ({ signal }) => call(getNotice, { params: { id }, signal }),
  });
  return (
    <div className="stack">
      <p>
        <Link to="/notices">{t('notices.back')}</Link>
      </p>
      {query.isPending && <Loading />}
      {query.error !== null && <ProblemNote error={query.error} onRetry={() => void query.refetch()} />}
      {query.data !== undefined && <Notice notice={query.data} />}
    </div>
  );
}

function Notice({ notice }: { readonly notice: NoticeView }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const today = useToday();
  const mayAct = useQuery(sessionQuery).data?.permissions.includes('notice.work') === true;
  const [dialog, setDialog] = useState<'interrupt' | 'withdraw'>();
  const address = `/open/notice/${notice.slug}${language === 'en' ? '?lang=en' : ''}`;
  return (
    <>
      <PageTitle text={notice.title[language]} />
      <div className="notice-head">
        <dl className="notice-facts">
          <dt>{t('notices.place')}</dt>
          <dd>{notice.place}</dd>
          <dt>{t('notices.period')}</dt>
          <dd>
            {notice.from} – {notice.until} · <State notice={notice} today={today} />
          </dd>
          <dt>{t('notices.basis')}</dt>
          <dd>{notice.basis[language]}</dd>
          <dt>{t('notices.phone')}</dt>
          <dd>{notice.phone}</dd>
          {notice.contact !== null && (
            <>
              <dt>{t('notices.contact')}</dt>
              <dd>{notice.contact}</dd>
            </>
          )}
        </dl>
        <figure className="notice-qr">
          <img src={`data:image/svg+xml;utf8,${encodeURIComponent(notice.qr)}`} alt="" />
          <figcaption>{t('notices.qr')}</figcaption>
        </figure>
      </div>
      {notice.withdrawnWhy !== null && (
        <p role="note">{t('notices.withdrawn', { why: notice.withdrawnWhy })}</p>
      )}
      <p className="row">
        <a href={address} target="_blank" rel="noreferrer">
          {t('notices.publicPage')}
        </a>
        {notice.state !== 'withdrawn' && <PrintNotice notice={notice.id} />}
        {mayAct && notice.state === 'hanging' && (
          <>
            <Button onClick={() => setDialog('interrupt')}>{t('notices.interrupt')}</Button>
            <Button onClick={() => setDialog('withdraw')}>{t('notices.withdraw')}</Button>
          </>
        )}
      </p>
      {dialog === 'interrupt' && <Interrupt notice={notice} onClose={() => setDialog(undefined)} />}
      {dialog === 'withdraw' && <Withdraw notice={notice} onClose={() => setDialog(undefined)} />}
      {notice.objectionList.length > 0 && (
        <section>
          <h2>{t('notices.objections')}</h2>
          <ul className="objections">
            {notice.objectionList.map((objection) => (
              <ObjectionItem key={objection.id} notice={notice} objection={objection} mayAct={mayAct} />
            ))}
          </ul>
        </section>
      )}
      <section>
        <h2>{t('notices.rows')}</h2>
        {notice.said !== null && <p>{notice.said}</p>}
        <Rows notice={notice} />
      </section>
      {notice.interruptions.length > 0 && (
        <section>
          <h2>{t('notices.interruptions')}</h2>
          <ul>
            {notice.interruptions.map(({ from, to, reason }) => (
              <li key={from}>
                {from} – {to}：{reason}
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

interface Line {
  readonly at: number;
  readonly row: NoticeView['rows'][number];
}

function Rows({ notice: { rows, columns } }: { readonly notice: NoticeView }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const said = (row: Line['row'], column: NoticeColumn): string => {
    const value = row.cells[column] ?? null;
    return value === null ? '' : typeof value === 'string' ? value : value[language];
  };
  const shown: Column<Line>[] = [
    { key: 'no', title: t('notices.no'), numeric: true, render: ({ at }) => at },
    {
      key: 'head',
      title: t('notices.head'),
      header: true,
      render: ({ row }) => row.head ?? t('notices.child'),
    },
    { key: 'group', title: t('notices.group'), render: ({ row }) => `${row.village}${row.group ?? ''}` },
    ...columns.map((column): Column<Line> => ({
      key: column,
      title: NOTICE_COLUMNS[column][language],
      numeric: column === 'size' || column === 'amount',
      render: ({ row }) => said(row, column),
    })),
  ];
  return (
    <DataTable
      caption={t('notices.rows')}
      columns={shown}
      rows={rows.map((row, index) => ({ at: index + 1, row }))}
      rowKey={({ at }) => String(at)}
      cards
    />
  );
}
