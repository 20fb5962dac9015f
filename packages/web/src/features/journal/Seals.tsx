import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { listSeals } from '@mingbai/core/api';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.ts';
import { count, moment } from '../../format/values.ts';
import { ListTable } from '../../register/ListTable.tsx';
import { listPage } from '../../register/listPage.ts';

/** The chain: each seal's hash covers its entries and the seal before it. */
export function Seals() {
  const { t } = useTranslation();
  const search = useSearch({ from: '/shell/journal' });
  const navigate = useNavigate({ from: '/journal' });
  const { page, rows, offset, limit } = listPage(search);
  const query = useQuery({
    queryKey: ['seals', offset, limit],
    queryFn: ({ signal }) => call(listSeals, { query: { offset, limit }, signal }),
    placeholderData: keepPreviousData,
  });
  return (
    <div className="stack">
      <p style={{ margin: 0 }}>{t('journal.sealsWhy')}</p>
      <ListTable
        caption={t('journal.seals')}
        query={query}
        columns={[
          {
            key: 'number',
            title: t('journal.seal'),
            header: true,
            render: (seal) => `${seal.countyName ?? seal.county} #${seal.number}`,
          },
          { key: 'at', title: t('journal.at'), render: (seal) => moment(seal.at) },
          {
            key: 'entries',
            title: t('journal.entries'),
            numeric: true,
            render: (seal) => count(seal.entries),
          },
          {
            key: 'hash',
            title: t('journal.hash'),
            render: (seal) => (
              <code style={{ overflowWrap: 'anywhere', whiteSpace: 'normal' }}>{seal.hash}</code>
            ),
          },
        ]}
        rowKey={(seal) => `${seal.county}-${seal.number}`}
        emptyText={t('journal.noSeals')}
        page={page}
        rows={rows}
        onTurn={(next) => void navigate({ search: { tab: 'seals', page: String(next) } })}
      />
    </div>
  );
}
