import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { listRepairs, type ImportJob } from '@mingbai/core/api';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.ts';
import { useLanguage } from '../../i18n/useLanguage.ts';
import { ListTable } from '../../register/ListTable.tsx';
import { listPage } from '../../register/listPage.ts';
import { readAs } from './readAs.ts';
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
      <ListTable
        caption={t('importTab.repairs')}
        query={query}
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
          {
            key: 'to',
            title: t('repair.to'),
            render: (repair) => readAs(repair.field, repair.to, language),
          },
          {
            key: 'how',
            title: t('repair.how'),
            render: (repair) =>
              t(`repairKind.${repair.how.replaceAll('-', '_') as 'trimmed'}`, { defaultValue: repair.how }),
          },
          { key: 'sheet', title: t('fault.sheet'), wide: true, render: (repair) => repair.sheet },
        ]}
        rowKey={(repair) => `${repair.sheet}/${repair.row}/${repair.column}/${repair.how}`}
        emptyText={t('repair.none')}
        page={page}
        rows={rows}
        onTurn={(next) => void navigate({ search: { tab: 'repairs', page: String(next) } })}
      />
    </div>
  );
}
