import type { HouseholdFilter } from '@mingbai/core/api';
import { useTranslation } from 'react-i18next';
import { CodeFilter, ChoiceFilter } from '../../register/CodeFilter.tsx';
import { RegionPicker } from '../../register/RegionPicker.tsx';
import { SearchBox } from '../../register/SearchBox.tsx';
import { useBandOptions } from '../../register/useBandOptions.ts';

interface Props {
  readonly filter: HouseholdFilter;
  readonly onChange: (change: Partial<HouseholdFilter>) => void;
}

const CODED = ['household_type', 'exit_state', 'poverty_class', 'monitor_class', 'main_cause'] as const;
const BANDED = ['income_band', 'size', 'guarantee'] as const;

export function HouseholdFilters({ filter, onChange }: Props) {
  const { t } = useTranslation();
  const bands = useBandOptions();
  return (
    <div className="row" role="search" aria-label={t('filter.households')}>
      <SearchBox
        value={filter.q ?? ''}
        label={t('filter.search')}
        hint={t('filter.householdHint')}
        onSearch={(q) => onChange({ q })}
      />
      <RegionPicker value={filter.region} onChange={(region) => onChange({ region })} />
      {CODED.map((name) => (
        <CodeFilter
          key={name}
          field={`household.${name}`}
          value={filter[name]}
          onChange={(codes) => onChange({ [name]: codes })}
        />
      ))}
      {BANDED.map((name) => (
        <ChoiceFilter
          key={name}
          label={t(`filter.${name}`)}
          options={bands[name]}
          value={filter[name]}
          onChange={(codes) => onChange({ [name]: codes })}
        />
      ))}
    </div>
  );
}
