import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { listPersons } from '@mingbai/core/api';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.ts';
import { PERSON_FILTERS } from '../../app/searchKeys.ts';
import { useLanguage } from '../../i18n/useLanguage.ts';
import { ColumnChooser } from '../../register/ColumnChooser.tsx';
import { Find } from '../../register/Find.tsx';
import { ListHead } from '../../register/ListHead.tsx';
import { ListState } from '../../register/ListState.tsx';
import { useColumns } from '../../register/useColumns.ts';
import { useListAddress } from '../../register/useListAddress.ts';
import { DataTable } from '../../ui/DataTable.tsx';
import { Pager } from '../../ui/Pager.tsx';
import { personColumns, STANDARD_COLUMNS } from './columns.tsx';
import { PersonFilters } from './PersonFilters.tsx';

/** The persons of my area, each opening the household. */
export function PersonsPage() {
  const { t } = useTranslation();
  const language = useLanguage();
  const search = useSearch({ from: '/shell/persons' });
  const list = useListAddress('/persons', search, ['region', 'q', ...PERSON_FILTERS]);
  const all = personColumns(t, language);
  const columns = useColumns('persons', all, STANDARD_COLUMNS);
  const asked = { ...list.filter, offset: list.offset, limit: list.limit };
  const query = useQuery({
    queryKey: ['persons', asked],
    queryFn: ({ signal }) => call(listPersons, { query: asked, signal }),
    placeholderData: keepPreviousData,
  });
  return (
    <div className="stack">
      <ListHead
        title={t('menu.persons')}
        total={query.data?.total}
        exact={query.data?.totalIsExact ?? true}
        unit={t('unit.persons')}
        filtered={list.filtered}
        onClear={list.clear}
        find={
          <Find
            label={t('filter.persons')}
            hint={t('filter.personHint')}
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
      </ListHead>
      <PersonFilters filter={list.filter} onChange={list.change} />
      <ListState
        pending={query.isPending}
        error={query.error}
        onRetry={() => void query.refetch()}
        empty={query.data?.rows.length === 0}
        filtered={list.filtered}
        onClear={list.clear}
        emptyText={t('persons.empty')}
      >
        <DataTable
          caption={t('menu.persons')}
          columns={columns.shown}
          rows={query.data?.rows ?? []}
          rowKey={(row) => row.id}
          cards
          busy={query.isPlaceholderData}
        />
        <Pager page={list.page} rows={list.rows} total={query.data?.total ?? 0} onChange={list.turn} />
      </ListState>
    </div>
  );
}
