import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Column, Sort } from '../ui/DataTable.tsx';
import { ColumnChooser } from './ColumnChooser.tsx';
import { Find } from './Find.tsx';
import { ListHead } from './ListHead.tsx';
import { ListTable } from './ListTable.tsx';
import { SearchTips } from './SearchTips.tsx';
import { useColumns } from './useColumns.ts';
import type { useListAddress } from './useListAddress.ts';

interface Props<Row> {
  readonly list: 'households' | 'persons';
  /** Of the search field. */
  readonly hint: string;
  readonly address: ReturnType<typeof useListAddress>;
  readonly query: {
    readonly data:
      | { readonly total: number; readonly totalIsExact: boolean; readonly rows: readonly Row[] }
      | undefined;
    readonly isPending: boolean;
    readonly isPlaceholderData: boolean;
    readonly error: unknown;
    readonly refetch: () => unknown;
  };
  readonly columns: readonly Column<Row>[];
  /** Those shown until others are chosen. */
  readonly standard: readonly string[];
  readonly filters: ReactNode;
  /** What can be done with the list as it is on screen. */
  readonly actions?: (chosen: readonly string[]) => ReactNode;
  readonly sort?: Sort | undefined;
  readonly onSort?: (key: string) => void;
}

/** A list of the register: how many, search and region, chosen columns, filters, rows. */
export function RegisterList<Row extends { readonly id: string }>({
  list,
  hint,
  address,
  query,
  columns: all,
  standard,
  filters,
  actions,
  ...order
}: Props<Row>) {
  const { t } = useTranslation();
  const columns = useColumns(list, all, standard);
  const q = address.filter['q'];
  return (
    <div className="stack">
      <ListHead
        title={t(`menu.${list}`)}
        total={query.data?.total}
        exact={query.data?.totalIsExact ?? true}
        unit={t(`unit.${list}`, { n: query.data?.total ?? 0 })}
        filtered={address.filtered}
        onClear={address.clear}
        find={
          <Find
            label={t(`filter.${list}`)}
            hint={hint}
            q={q}
            region={address.filter['region']}
            onChange={address.change}
          />
        }
      >
        <ColumnChooser
          columns={all}
          chosen={columns.chosen}
          standard={columns.standard}
          onChange={columns.choose}
        />
        {actions?.(columns.chosen)}
      </ListHead>
      {filters}
      <ListTable
        caption={t(`menu.${list}`)}
        query={query}
        columns={columns.shown}
        rowKey={(row) => row.id}
        emptyText={t(`${list}.empty`)}
        onClear={address.filtered ? address.clear : undefined}
        tips={
          q !== undefined && <SearchTips q={q} list={list} onSearch={(next) => address.change({ q: next })} />
        }
        page={address.page}
        rows={address.rows}
        onTurn={address.turn}
        {...order}
      />
    </div>
  );
}
