import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { listCases, type CaseFilter, type CaseRow } from '@mingbai/core/api';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.ts';
import { sessionQuery } from '../../api/queries.ts';
import { count } from '../../format/values.ts';
import { useLanguage } from '../../i18n/useLanguage.ts';
import { PagedList } from '../../register/PagedList.tsx';
import { usePages } from '../../register/usePages.ts';
import { ChoiceBox } from '../../ui/ChoiceBox.tsx';
import type { Column } from '../../ui/DataTable.tsx';
import { StateWord } from '../../ui/StateWord.tsx';
import { useChosen } from '../../ui/useChosen.ts';
import { Batch } from './Batch.tsx';
import { caseTone } from './words.ts';

/** Cases of a filter by their due day; those chosen go through a step together. */
export function CaseList({ filter, onAll }: { readonly filter: CaseFilter; readonly onAll: () => void }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const pages = usePages(['cases', 'list', filter], (page, signal) =>
    call(listCases, { query: { ...filter, ...page }, signal }),
  );
  const { query, rows, total } = pages;
  // What is missing among the files of the house is for who keeps them, not for a village.
  const keepsFiles = useQuery(sessionQuery).data?.permissions.includes('policy.write') === true;
  const waiting = JSON.stringify(filter) === JSON.stringify({ mine: 'true' });
  const list = useRef<HTMLDivElement>(null);
  const chosen = useChosen<string>(rows, list);
  const columns: Column<CaseRow>[] = [
    {
      key: 'chosen',
      title: t('findings.choose'),
      render: (row) => <ChoiceBox id={row.id} title={row.title} chosen={chosen} />,
    },
    {
      key: 'title',
      title: t('procedures.subject'),
      header: true,
      render: (row) => (
        <Link to="/cases/$id" params={{ id: row.id }}>
          {row.title}
        </Link>
      ),
    },
    {
      key: 'procedure',
      title: t('procedures.name'),
      wrap: true,
      render: ({ procedure }) => procedure.name[language],
    },
    {
      key: 'state',
      title: t('procedures.state'),
      render: (row) => <StateWord tone={caseTone(row)}>{row.stateName[language]}</StateWord>,
    },
    {
      key: 'due',
      title: t('procedures.due'),
      render: (row) => (
        <span title={row.deadline?.[language]}>
          {row.due ?? ''} {row.late && <strong>{t('procedures.late')}</strong>}
        </span>
      ),
    },
    {
      key: 'village',
      title: t('procedures.place'),
      render: (row) => [row.township, row.region.name].filter(Boolean).join(' '),
    },
    { key: 'list', title: t('procedures.list'), minor: true, render: (row) => row.list?.name ?? '' },
    {
      key: 'can',
      title: t('procedures.next'),
      minor: true,
      wide: true,
      render: (row) =>
        row.open
          .filter(({ refusal }) => refusal === null)
          .map(({ name }) => name[language])
          .join(' · '),
    },
  ];
  return (
    <div className="stack" ref={list}>
      {keepsFiles &&
        pages.first?.notices.map((notice) => (
          <p key={notice.en} role="note" className="warning">
            {notice[language]}
          </p>
        ))}
      <div className="row batch">
        <span role="status">{query.isSuccess && t('procedures.total', { total: count(total) })}</span>
        {rows.length > 0 && <Batch chosen={chosen} rows={rows} filter={filter} total={total} />}
      </div>
      <PagedList
        pages={pages}
        caption={t('menu.cases')}
        columns={columns}
        filtered={Object.keys(filter).length > 0}
        onClear={onAll}
        {...(waiting && { noMatch: t('procedures.noneWaits'), clear: t('procedures.showAll') })}
        emptyText={t('procedures.empty')}
      />
    </div>
  );
}
