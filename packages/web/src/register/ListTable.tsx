import type { ReactNode } from 'react';
import { DataTable, type Column, type Sort } from '../ui/DataTable.tsx';
import { Pager } from '../ui/Pager.tsx';
import { ListState } from './ListState.tsx';

interface Props<Row> {
  readonly caption: string;
  /** As TanStack Query gives it. */
  readonly query: {
    readonly data: { readonly total: number; readonly rows: readonly Row[] } | undefined;
    readonly isPending: boolean;
    readonly isPlaceholderData: boolean;
    readonly error: unknown;
    readonly refetch: () => unknown;
  };
  readonly columns: readonly Column<Row>[];
  readonly rowKey: (row: Row) => string;
  /** What an empty list says, and what to do. */
  readonly emptyText: string;
  /** Undoes the filters; absent when none is set. */
  readonly onClear?: (() => void) | undefined;
  /** As `ListState` has them. */
  readonly tips?: ReactNode;
  readonly page: number;
  readonly rows: number;
  readonly onTurn: (page: number, rows: number) => void;
  readonly sort?: Sort | undefined;
  readonly onSort?: (key: string) => void;
}

/** A page of a list from the server: its four states, its rows, and the pages to turn. */
export function ListTable<Row>({
  caption,
  query,
  columns,
  rowKey,
  emptyText,
  onClear,
  tips,
  page,
  rows,
  onTurn,
  ...order
}: Props<Row>) {
  return (
    <ListState
      pending={query.isPending}
      error={query.error}
      onRetry={() => void query.refetch()}
      empty={query.data?.rows.length === 0}
      filtered={onClear !== undefined}
      onClear={() => onClear?.()}
      emptyText={emptyText}
      tips={tips}
    >
      <DataTable
        caption={caption}
        columns={columns}
        rows={query.data?.rows ?? []}
        rowKey={rowKey}
        cards
        busy={query.isPlaceholderData}
        {...order}
      />
      <Pager page={page} rows={rows} total={query.data?.total ?? 0} onChange={onTurn} />
    </ListState>
  );
}
