import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { listCases, listFindings } from '@mingbai/core/api';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.ts';
import { count } from '../../format/values.ts';
import { useLanguage } from '../../i18n/useLanguage.ts';
import { ListState } from '../../register/ListState.tsx';
import { DataTable, type Column } from '../../ui/DataTable.tsx';
import { byDueDay, type Waiting } from './waiting.ts';

/** Of each queue; the rest is a click away, in its own list. */
const SHOWN = 12;
const MINE = { mine: 'true' } as const;

/** Cases and findings that wait for me, as one list by the day they are due. */
export function Queue({ permissions }: { readonly permissions: readonly string[] }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const cases = useQuery({
    queryKey: ['cases', 'workbench'],
    queryFn: ({ signal }) => call(listCases, { query: { ...MINE, limit: SHOWN }, signal }),
    enabled: permissions.includes('procedure.read'),
  });
  const findings = useQuery({
    queryKey: ['findings', 'workbench'],
    queryFn: ({ signal }) => call(listFindings, { query: { ...MINE, limit: SHOWN }, signal }),
    enabled: permissions.includes('finding.read'),
  });
  const rows = byDueDay(cases.data?.rows ?? [], findings.data?.rows ?? [], language);
  const columns: Column<Waiting>[] = [
    {
      key: 'due',
      title: t('workbench.due'),
      render: ({ due, late }) =>
        due === null ? '' : late ? <strong className="late">{t('findings.late', { day: due })}</strong> : due,
    },
    { key: 'what', title: t('workbench.what'), header: true, wrap: true, render: linkOf },
    { key: 'who', title: t('workbench.who'), render: ({ who }) => who },
    { key: 'place', title: t('workbench.place'), render: ({ place }) => place },
    {
      key: 'next',
      title: t('workbench.next'),
      wrap: true,
      minor: true,
      // Of what is late the level above is told, which takes no step of it.
      render: ({ kind, next, late }) => (kind === 'case' && next === '' && late ? t('workbench.urge') : next),
    },
  ];
  return (
    <section className="stack" aria-label={t('workbench.queue')}>
      <div className="row">
        <h2>{t('workbench.queue')}</h2>
        <span className="grow" />
        {cases.data !== undefined && (
          <Link to="/cases" search={MINE}>
            {t('workbench.cases', { total: count(cases.data.total ?? 0) })}
          </Link>
        )}
        {findings.data !== undefined && (
          <Link to="/findings" search={MINE}>
            {t('workbench.findings', { total: count(findings.data.total ?? 0) })}
          </Link>
        )}
      </div>
      <ListState
        pending={cases.isLoading || findings.isLoading}
        error={cases.error ?? findings.error}
        onRetry={() => void Promise.all([cases.refetch(), findings.refetch()])}
        empty={rows.length === 0}
        emptyText={t('workbench.nothing')}
      >
        <DataTable
          caption={t('workbench.queue')}
          columns={columns}
          rows={rows}
          rowKey={({ kind, id }) => `${kind}/${id}`}
          cards
        />
      </ListState>
    </section>
  );
}

function linkOf({ kind, id, what }: Waiting) {
  return kind === 'case' ? (
    <Link to="/cases/$id" params={{ id }}>
      {what}
    </Link>
  ) : (
    <Link to="/findings/$id" params={{ id }}>
      {what}
    </Link>
  );
}
