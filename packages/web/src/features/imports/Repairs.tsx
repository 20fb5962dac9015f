import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { listRepairs, type ImportJob } from '@mingbai/core/api';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.ts';
import { useLanguage } from '../../i18n/useLanguage.ts';
import { ListState } from '../../register/ListState.tsx';
import { listPage } from '../../register/listPage.ts';
import { DataTable } from '../../ui/DataTable.tsx';
import { Pager } from '../../ui/Pager.tsx';
import { targetLabel } from './targets.ts';

/** What was read as it was surely meant: from → to, cell by cell. */
export function Repairs({ job }: { readonly job: ImportJob }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const search = useSearch({ from: '/shell/imports/$id' });
  const navigate = useNavigate({ from: '/imports/$id' });
  const { page, rows, offset, limit } = listPage(search);
  const query = useQuery({
    queryKey: ['repairs', job.id, job.state, offset, limit],
    queryFn: ({ signal }) => call(listRepairs, { params: { id: job.id }, query: { offset, limit }, signal }),
    placeholderData: keepPreviousData,
  });
  return (
    <div className="stack">
      <ListState
        pending={query.isPending}
        error={query.error}
        onRetry={() => void query.refetch()}
        empty={query.data?.rows.length === 0}
        filtered={false}
        onClear={() => undefined}
        emptyText={t('repair.none')}
      >
        <DataTable
          caption={t('importTab.repairs')}
          rows={query.data?.rows ?? []}
          rowKey={(repair) => `${repair.sheet}/${repair.row}/${repair.column}/${repair.how}`}
          cards
          columns={[
            {
              key: 'cell',
              title: t('fault.cell'),
              header: true,
              render: (repair) => <span className="cell-address">{`${repair.column}${repair.row}`}</span>,
            },
            {
              key: 'field',
              title: t('fault.field'),
              render: (repair) => targetLabel(repair.field, language),
            },
            {
              key: 'from',
              title: t('repair.from'),
              render: (repair) => <span style={{ whiteSpace: 'pre' }}>{repair.from}</span>,
            },
            { key: 'to', title: t('repair.to'), render: (repair) => repair.to },
            {
              key: 'how',
              title: t('repair.how'),
              render: (repair) =>
                t(`repairKind.${repair.how.replaceAll('-', '_') as 'trimmed'}`, { defaultValue: repair.how }),
            },
            { key: 'sheet', title: t('fault.sheet'), wide: true, render: (repair) => repair.sheet },
          ]}
        />
        <Pager
          page={page}
          rows={rows}
          total={query.data?.total ?? 0}
          onChange={(next) => void navigate({ search: { tab: 'repairs', page: String(next) } })}
        />
      </ListState>
    </div>
  );
}
