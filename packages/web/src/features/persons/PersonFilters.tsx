import type { PersonFilter } from '@mingbai/core/api';
import { useTranslation } from 'react-i18next';
import { ChoiceFilter, CodeFilter } from '../../register/CodeFilter.tsx';
import { FilterBar } from '../../register/FilterBar.tsx';
import { useBandOptions } from '../../register/useBandOptions.ts';

interface Props {
  readonly filter: PersonFilter;
  readonly onChange: (change: Partial<PersonFilter>) => void;
}

const CODED = [
  ['sex', 'person.sex'],
  ['labour_skill', 'person.labour_skill'],
  ['health', 'person.health'],
  ['education', 'person.education'],
  ['enrolment', 'person.enrolment'],
  ['exit_state', 'household.exit_state'],
  ['main_cause', 'household.main_cause'],
] as const;

export function PersonFilters({ filter, onChange }: Props) {
  const { t } = useTranslation();
  const bands = useBandOptions();
  return (
    <FilterBar label={t('filter.filters')}>
      <ChoiceFilter
        label={t('filter.age_band')}
        options={bands.age_band}
        value={filter.age_band}
        onChange={(codes) => onChange({ age_band: codes })}
      />
      {CODED.map(([name, field]) => (
        <CodeFilter
          key={name}
          field={field}
          value={filter[name]}
          onChange={(codes) => onChange({ [name]: codes })}
        />
      ))}
    </FilterBar>
  );
}
