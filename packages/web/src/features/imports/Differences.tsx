import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { listDifferences, type ImportJob } from '@mingbai/core/api';
import { Segmented } from 'antd';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.ts';
import { count } from '../../format/values.ts';
import { ListState } from '../../register/ListState.tsx';
import { listPage } from '../../register/listPage.ts';
import { DataTable } from '../../ui/DataTable.tsx';
import { Pager } from '../../ui/Pager.tsx';
import { Change } from '../household/Change.tsx';

interface Props {
  readonly job: ImportJob;
  readonly kind: 'new' | 'changed' | 'absent';
}

/** Rows that are new, that change (field by field, old → new), or that only the register has. */
export function Differences({ job, kind }: Props) {
  const { t } = useTranslation();
  const search = useSearch({ from: '/shell/imports/$id' });
  const navigate = useNavigate({ from: '/imports/$id' });
  const nouns = (job.counts?.nouns ?? []).filter((each) => each[kind] > 0);
  const noun = nouns.find((each) => each.noun === search.noun)?.noun ?? nouns[0]?.noun;
  const { page, rows, offset, limit } = listPage(search);
  const query = useQuery({
    queryKey: ['differences', job.id, job.state, kind, noun, offset, limit],
    queryFn: ({ signal }) =>
      call(listDifferences, {
        params: { id: job.id },
        query: { noun: noun ?? '', kind, offset, limit },
        signal,
      }),
    enabled: noun !== undefined,
    placeholderData: keepPreviousData,
  });
  if (noun === undefined) return <p className="panel state">{t(`difference.none_${kind}`)}</p>;
  return (
    <div className="stack">
      {kind === 'absent' && <p style={{ margin: 0 }}>{t('difference.absentWhy')}</p>}
      <Segmented
        aria-label={t('import.noun')}
        style={{ alignSelf: 'flex-start', maxWidth: '100%', overflowX: 'auto' }}
        value={noun}
        options={nouns.map((each) => ({
          value: each.noun,
          label: `${t(`noun.${each.noun as 'person'}`)} ${count(each[kind])}`,
        }))}
        onChange={(next) => void navigate({ search: { tab: kind, noun: next } })}
      />
      <ListState
        pending={query.isPending}
        error={query.error}
        onRetry={() => void query.refetch()}
        empty={query.data?.rows.length === 0}
        filtered={false}
        onClear={() => undefined}
        emptyText={job.state === 'committed' ? t('difference.gone') : t(`difference.none_${kind}`)}
      >
        <DataTable
          caption={t(`importTab.${kind}`)}
          rows={query.data?.rows ?? []}
          rowKey={(row) => `${row.sheet ?? ''}/${row.row ?? ''}/${row.label}`}
          busy={query.isPlaceholderData}
          cards
          columns={[
            { key: 'label', title: t('difference.what'), header: true, render: (row) => row.label },
            { key: 'household', title: t('difference.household'), render: (row) => row.household_no ?? '' },
            { key: 'row', title: t('difference.row'), numeric: true, render: (row) => row.row ?? '' },
            {
              key: 'changes',
              title: t('difference.changes'),
              render: (row) => (
                <ul
                  className="changes"
                  style={{ whiteSpace: 'normal', display: 'flex', flexWrap: 'wrap', gap: '0 14px' }}
                >
                  {row.changes.map((change) => (
                    <Change key={change.field} noun={noun} change={change} />
                  ))}
                </ul>
              ),
            },
          ]}
        />
        <Pager
          page={page}
          rows={rows}
          total={query.data?.total ?? 0}
          onChange={(next) => void navigate({ search: { tab: kind, noun, page: String(next) } })}
        />
      </ListState>
    </div>
  );
}
