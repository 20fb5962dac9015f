import type { UseInfiniteQueryResult } from '@tanstack/react-query';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { count } from '../format/values.ts';
import { DataTable, type Column } from '../ui/DataTable.tsx';
import { ListState } from './ListState.tsx';

type Asked = Pick<
  UseInfiniteQueryResult,
  | 'isPending'
  | 'error'
  | 'refetch'
  | 'isSuccess'
  | 'isPlaceholderData'
  | 'hasNextPage'
  | 'isFetchingNextPage'
  | 'fetchNextPage'
>;

interface Props<Row> {
  /** What `usePages` answers. */
  readonly pages: { readonly query: Asked; readonly rows: readonly Row[]; readonly total: number };
  readonly caption: string;
  readonly columns: readonly Column<Row>[];
  readonly filtered: boolean;
  readonly onClear: () => void;
  readonly emptyText: string;
  /** As `ListState` has them. */
  readonly noMatch?: string;
  readonly clear?: string;
}

/** Rows that are read page after page, in a table with a button for those that are not shown yet. */
export function PagedList<Row extends { readonly id: string }>({
  pages,
  caption,
  columns,
  ...state
}: Props<Row>) {
  const { t } = useTranslation();
  const { query, rows, total } = pages;
  return (
    <ListState
      pending={query.isPending}
      error={query.error}
      onRetry={() => void query.refetch()}
      empty={query.isSuccess && rows.length === 0}
      {...state}
    >
      <DataTable
        caption={caption}
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
  );
}
