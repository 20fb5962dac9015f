import type { HouseholdFilter } from '@mingbai/core/api';
import { useTranslation } from 'react-i18next';
import { CodeFilter, ChoiceFilter } from '../../register/CodeFilter.tsx';
import { FilterBar } from '../../register/FilterBar.tsx';
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
    <FilterBar label={t('filter.filters')}>
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
    </FilterBar>
  );
}
