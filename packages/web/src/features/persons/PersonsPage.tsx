import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { exportPersons, listPersons, searchPersons } from '@mingbai/core/api';
import { useTranslation } from 'react-i18next';
import { call, callFile } from '../../api/call.ts';
import { PERSON_FILTERS } from '../../app/searchKeys.ts';
import { useLanguage } from '../../i18n/useLanguage.ts';
import { ExportButton } from '../../register/ExportButton.tsx';
import { RegisterList } from '../../register/RegisterList.tsx';
import { isNumber } from '../../register/numbers.ts';
import { useListAddress } from '../../register/useListAddress.ts';
import { personColumns, STANDARD_COLUMNS } from './columns.tsx';
import { PersonFilters } from './PersonFilters.tsx';

/** The persons of my area, each opening the household. */
export function PersonsPage() {
  const { t } = useTranslation();
  const language = useLanguage();
  const search = useSearch({ from: '/shell/persons' });
  const list = useListAddress('/persons', search, ['region', 'q', ...PERSON_FILTERS]);
  const asked = { ...list.filter, offset: list.offset, limit: list.limit };
  const query = useQuery({
    queryKey: ['persons', asked],
    queryFn: ({ signal }) =>
      isNumber(list.filter['q'] ?? '')
        ? call(searchPersons, { body: asked, signal })
        : call(listPersons, { query: asked, signal }),
    placeholderData: keepPreviousData,
  });
  return (
    <RegisterList
      list="persons"
      hint={t('filter.personHint')}
      address={list}
      query={query}
      columns={personColumns(t, language)}
      standard={STANDARD_COLUMNS}
      filters={<PersonFilters filter={list.filter} onChange={list.change} />}
      actions={(chosen) => (
        <ExportButton
          hint={t('export.personHint')}
          empty={(query.data?.total ?? 0) === 0}
          fetch={() => callFile(exportPersons, { body: { ...list.filter, columns: [...chosen], language } })}
        />
      )}
    />
  );
}
