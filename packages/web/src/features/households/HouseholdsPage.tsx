import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { exportHouseholds, listHouseholds, searchHouseholds } from '@mingbai/core/api';
import { useTranslation } from 'react-i18next';
import { call, callFile } from '../../api/call.ts';
import { HOUSEHOLD_FILTERS } from '../../app/searchKeys.ts';
import { useLanguage } from '../../i18n/useLanguage.ts';
import { ExportButton } from '../../register/ExportButton.tsx';
import { RegisterList } from '../../register/RegisterList.tsx';
import { readSort } from '../../register/listPage.ts';
import { isNumber } from '../../register/numbers.ts';
import { useListAddress } from '../../register/useListAddress.ts';
import { householdColumns, STANDARD_COLUMNS } from './columns.tsx';
import { HouseholdFilters } from './HouseholdFilters.tsx';

/** The households of my area; what is asked stands in the address, so it can be kept and sent on. */
export function HouseholdsPage() {
  const { t } = useTranslation();
  const language = useLanguage();
  const search = useSearch({ from: '/shell/households' });
  const list = useListAddress('/households', search, ['region', 'q', ...HOUSEHOLD_FILTERS]);
  const asked = { ...list.filter, offset: list.offset, limit: list.limit, sort: search.sort };
  const query = useQuery({
    queryKey: ['households', asked],
    queryFn: ({ signal }) =>
      isNumber(list.filter['q'] ?? '')
        ? call(searchHouseholds, { body: asked, signal })
        : call(listHouseholds, { query: asked, signal }),
    placeholderData: keepPreviousData,
  });
  return (
    <RegisterList
      list="households"
      hint={t('filter.householdHint')}
      address={list}
      query={query}
      columns={householdColumns(t, language)}
      standard={STANDARD_COLUMNS}
      filters={<HouseholdFilters filter={list.filter} onChange={list.change} />}
      actions={(chosen) => (
        <ExportButton
          hint={t('export.hint')}
          empty={(query.data?.total ?? 0) === 0}
          fetch={() =>
            callFile(exportHouseholds, { body: { ...list.filter, columns: [...chosen], language } })
          }
        />
      )}
      sort={readSort(search.sort)}
      onSort={list.order}
    />
  );
}
