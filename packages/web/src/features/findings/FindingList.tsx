import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { listFindings, type FindingFilter } from '@mingbai/core/api';
import { Button } from 'antd';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.ts';
import { count } from '../../format/values.ts';
import { ListState } from '../../register/ListState.tsx';
import { DataTable } from '../../ui/DataTable.tsx';
import { Batch } from './Batch.tsx';
import { useFindingColumns } from './useFindingColumns.tsx';
import { useChosen } from '../../ui/useChosen.ts';
import { ACTION_KEYS } from './words.ts';

const PAGE = 50;

/** The findings of a filter, by their due day; chosen ones are decided together, by mouse or keyboard. */
export function FindingList({
  filter,
  onClear,
}: {
  readonly filter: FindingFilter;
  readonly onClear: () => void;
}) {
  const { t } = useTranslation();
  const query = useInfiniteQuery({
    queryKey: ['findings', 'list', filter],
    queryFn: ({ pageParam, signal }) =>
      call(listFindings, {
        query: { ...filter, limit: PAGE, ...(pageParam === null ? {} : { after: pageParam }) },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
    placeholderData: keepPreviousData,
  });
  const rows = query.data?.pages.flatMap((page) => page.rows) ?? [];
  const total = query.data?.pages[0]?.total ?? 0;
  const list = useRef<HTMLDivElement>(null);
  const chosen = useChosen(rows, list, ACTION_KEYS);
  const columns = useFindingColumns(chosen);
  const filtered = Object.keys(filter).length > 0;
  return (
    <div className="stack" ref={list}>
      <div className="row batch">
        <span role="status">{query.isSuccess && t('findings.total', { total: count(total) })}</span>
        {total > 0 && <Batch chosen={chosen} rows={rows} filter={filter} total={total} />}
      </div>
      <ListState
        pending={query.isPending}
        error={query.error}
        onRetry={() => void query.refetch()}
        empty={query.isSuccess && rows.length === 0}
        filtered={filtered}
        onClear={onClear}
        emptyText={t('findings.empty')}
      >
        <DataTable
          caption={t('menu.findings')}
          columns={columns}
          rows={rows}
          rowKey={(row) => row.id}
          cards
          busy={query.isPlaceholderData}
        />
        {query.hasNextPage && (
          <Button loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {t('findings.more', { shown: count(rows.length), total: count(total) })}
          </Button>
        )}
      </ListState>
    </div>
  );
}
