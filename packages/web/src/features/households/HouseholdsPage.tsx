import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { listHouseholds } from '@mingbai/core/api';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.ts';
import { HOUSEHOLD_FILTERS } from '../../app/searchKeys.ts';
import { useLanguage } from '../../i18n/useLanguage.ts';
import { ColumnChooser } from '../../register/ColumnChooser.tsx';
import { Find } from '../../register/Find.tsx';
import { ListHead } from '../../register/ListHead.tsx';
import { ListState } from '../../register/ListState.tsx';
import { readSort } from '../../register/listPage.ts';
import { useColumns } from '../../register/useColumns.ts';
import { useListAddress } from '../../register/useListAddress.ts';
import { DataTable } from '../../ui/DataTable.tsx';
import { Pager } from '../../ui/Pager.tsx';
import { householdColumns, STANDARD_COLUMNS } from './columns.tsx';
import { ExportButton } from './ExportButton.tsx';
import { HouseholdFilters } from './HouseholdFilters.tsx';

/** The households of my area; what is asked stands in the address, so it can be kept and sent on. */
export function HouseholdsPage() {
  const { t } = useTranslation();
  const language = useLanguage();
  const search = useSearch({ from: '/shell/households' });
  const list = useListAddress('/households', search, ['region', 'q', ...HOUSEHOLD_FILTERS]);
  const all = householdColumns(t, language);
  const columns = useColumns('households', all, STANDARD_COLUMNS);
  const asked = { ...list.filter, offset: list.offset, limit: list.limit, sort: search.sort };
  const query = useQuery({
    queryKey: ['households', asked],
    queryFn: ({ signal }) => call(listHouseholds, { query: asked, signal }),
    placeholderData: keepPreviousData,
  });
  const sort = readSort(search.sort);
  return (
    <div className="stack">
      <ListHead
        title={t('menu.households')}
        total={query.data?.total}
        exact={query.data?.totalIsExact ?? true}
        unit={t('unit.households')}
        filtered={list.filtered}
        onClear={list.clear}
        find={
          <Find
            label={t('filter.households')}
            hint={t('filter.householdHint')}
            q={list.filter['q']}
            region={list.filter['region']}
            onChange={list.change}
          />
        }
      >
        <ColumnChooser
          columns={all}
          chosen={columns.chosen}
          standard={columns.standard}
          onChange={columns.choose}
        />
        <ExportButton filter={list.filter} columns={columns.chosen} empty={(query.data?.total ?? 0) === 0} />
      </ListHead>
      <HouseholdFilters filter={list.filter} onChange={list.change} />
      <ListState
        pending={query.isPending}
        error={query.error}
        onRetry={() => void query.refetch()}
        empty={query.data?.rows.length === 0}
        filtered={list.filtered}
        onClear={list.clear}
        emptyText={t('households.empty')}
      >
        <DataTable
          caption={t('menu.households')}
          columns={columns.shown}
          rows={query.data?.rows ?? []}
          rowKey={(row) => row.id}
          cards
          busy={query.isPlaceholderData}
          sort={sort}
          onSort={list.order}
        />
        <Pager page={list.page} rows={list.rows} total={query.data?.total ?? 0} onChange={list.turn} />
      </ListState>
    </div>
  );
}
