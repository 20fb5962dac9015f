import { useNavigate, useSearch } from '@tanstack/react-router';
import { FINDING_GROUPS, type FindingFilter } from '@mingbai/core/api';
import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { pick } from '../../app/address.ts';
import { RegionPicker } from '../../register/RegionPicker.tsx';
import { PageTitle } from '../../ui/PageTitle.tsx';
import { Desk } from './Desk.tsx';
import { FindingFilters } from './FindingFilters.tsx';
import { FindingList } from './FindingList.tsx';
import { Groups } from './Groups.tsx';
import { ListsToFill } from './ListsToFill.tsx';
import { FINDING_FILTERS, FINDING_KEYS } from './searchKeys.ts';
import './findings.css';

/** Everything that contradicts something: my queue, the whole list, and the same by rule, place or person. */
export function FindingsPage() {
  const { t } = useTranslation();
  const search = useSearch({ from: '/shell/findings' });
  const navigate = useNavigate({ from: '/findings' });
  const filter = pick(search, FINDING_FILTERS) as FindingFilter;
  const by = FINDING_GROUPS.find((group) => group === search.by);
  const ask = (change: Readonly<Record<string, string | undefined>>) =>
    void navigate({ search: pick({ ...search, ...change }, FINDING_KEYS), replace: true });
  return (
    <div className="stack findings">
      <div className="row">
        <PageTitle text={t('menu.findings')} />
        <span className="grow" />
        <RegionPicker value={filter.region} onChange={(region) => ask({ region })} />
        <Select
          aria-label={t('findings.by')}
          style={{ width: 150 }}
          value={by ?? 'list'}
          options={[
            { value: 'list', label: t('findings.oneByOne') },
            ...FINDING_GROUPS.map((value) => ({ value, label: t(`findings.group.${value}`) })),
          ]}
          onChange={(value: string) => ask({ by: value === 'list' ? undefined : value })}
        />
        <ListsToFill filter={filter} />
      </div>
      <Desk
        chosen={filter}
        onChoose={(next) => void navigate({ search: pick({ ...next, by: search.by }, FINDING_KEYS) })}
      />
      <FindingFilters filter={filter} onChange={ask} onClear={() => void navigate({ search: {} })} />
      {by === undefined ? (
        <FindingList filter={filter} onClear={() => void navigate({ search: {} })} />
      ) : (
        <Groups by={by} filter={filter} />
      )}
    </div>
  );
}
