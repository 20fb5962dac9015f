import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { searchHouseholds, type HouseholdRow } from '@mingbai/core/api';
import { Select } from 'antd';
import { useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.ts';

interface Option {
  readonly value: string;
  readonly label: string;
  /** Whom the search found, when it is not the head. */
  readonly member?: string;
}

interface Props {
  readonly id?: string | undefined;
  readonly value: string;
  readonly onChange: (id: string | undefined) => void;
}

/** One household of my area, by name, initials, number or last digits. */
export function HouseholdPicker({ id, value, onChange }: Props) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState('');
  const asked = useDeferredValue(typed.trim());
  const found = useQuery({
    queryKey: ['household-picker', asked],
    queryFn: ({ signal }) => call(searchHouseholds, { body: { q: asked, limit: 20 }, signal }),
    enabled: asked !== '',
    placeholderData: keepPreviousData,
  });
  const client = useQueryClient();
  const options: Option[] = (found.data?.rows ?? []).map((row) => ({
    value: row.id,
    label: householdLabel(row, t('procedures.noHead')),
    ...(row.matched === undefined
      ? {}
      : {
          member: t('household.matched', { ...row.matched, identity: row.matched.identity ?? '' }),
        }),
  }));
  // Another search has other answers; who was chosen keeps the name.
  const chosenAs = value === '' ? undefined : client.getQueryData<string>(labelKey(value));
  if (chosenAs !== undefined && !options.some((one) => one.value === value))
    options.unshift({ value, label: chosenAs });
  return (
    <Select
      {...(id === undefined ? {} : { id })}
      allowClear
      value={value === '' ? null : value}
      placeholder={t('procedures.findHousehold')}
      showSearch={{ filterOption: false, onSearch: setTyped }}
      loading={found.isFetching}
      {...(asked === '' ? { notFoundContent: t('procedures.findHousehold') } : {})}
      options={options}
      optionRender={({ data }) => [data.label, data.member].filter(Boolean).join(' · ')}
      onChange={(chosen: string | null | undefined) => {
        const label = options.find((one) => one.value === chosen)?.label;
        if (chosen !== null && chosen !== undefined && label !== undefined)
          client.setQueryData(labelKey(chosen), label);
        onChange(chosen ?? undefined);
      }}
    />
  );
}

const labelKey = (id: string) => ['household-label', id];

/** `noHead`: what a household is called that has none. */
export function householdLabel(
  row: Pick<HouseholdRow, 'head' | 'region' | 'household_no'>,
  noHead: string,
): string {
  return [row.head ?? noHead, row.region.name, row.household_no].filter(Boolean).join(' · ');
}
