import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { searchHouseholds } from '@mingbai/core/api';
import { Select } from 'antd';
import { useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.ts';

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
  return (
    <Select
      {...(id === undefined ? {} : { id })}
      allowClear
      value={value === '' ? null : value}
      placeholder={t('procedures.findHousehold')}
      showSearch={{ filterOption: false, onSearch: setTyped }}
      loading={found.isFetching}
      {...(asked === '' ? { notFoundContent: t('procedures.findHousehold') } : {})}
      options={(found.data?.rows ?? []).map((row) => ({
        value: row.id,
        label: `${row.head ?? ''} · ${row.region.name} · ${row.household_no ?? ''}`,
      }))}
      onChange={(chosen: string | null | undefined) => onChange(chosen ?? undefined)}
    />
  );
}
