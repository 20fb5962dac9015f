import { useQuery } from '@tanstack/react-query';
import { setupRegions } from '@mingbai/core/api';
import { Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.ts';
import { ProblemNote } from '../../ui/ProblemNote.tsx';

interface Props {
  readonly value: string | null;
  readonly onChange: (county: string | null) => void;
  readonly missing: boolean;
}

/** Province → city → county; each list is asked for when the one above is chosen. */
export function CountyPicker({ value, onChange, missing }: Props) {
  const { t } = useTranslation();
  const [province, setProvince] = useState<string | null>(null);
  const [city, setCity] = useState<string | null>(null);
  const provinces = useRegions(undefined, true);
  const cities = useRegions(province ?? undefined, province !== null);
  const counties = useRegions(city ?? undefined, city !== null);
  const steps = [
    {
      id: 'province',
      label: t('region.province'),
      query: provinces,
      value: province,
      choose: (code: string) => (setProvince(code), setCity(null), onChange(null)),
    },
    {
      id: 'city',
      label: t('region.city'),
      query: cities,
      value: city,
      choose: (code: string) => (setCity(code), onChange(null)),
    },
    { id: 'county', label: t('region.county'), query: counties, value, choose: onChange },
  ];
  const error = provinces.error ?? cities.error ?? counties.error;
  return (
    <fieldset style={{ border: 0, margin: 0, padding: 0 }}>
      <legend style={{ padding: 0, fontWeight: 600, fontSize: 15, marginBottom: 8 }}>
        {t('setup.county')}
      </legend>
      <div className="row">
        {steps.map((step) => (
          <div key={step.id} className="grow" style={{ minWidth: 140 }}>
            <label htmlFor={`setup-${step.id}`}>{step.label}</label>
            <Select
              id={`setup-${step.id}`}
              style={{ width: '100%' }}
              showSearch={{ optionFilterProp: 'label' }}
              disabled={step.query.data === undefined}
              loading={step.query.isFetching}
              value={step.value}
              placeholder={t('form.choose')}
              options={(step.query.data ?? []).map((region) => ({ value: region.code, label: region.name }))}
              onChange={(code) => code !== null && step.choose(code)}
            />
          </div>
        ))}
      </div>
      {missing && <p style={{ color: 'var(--red)', margin: '4px 0 0' }}>{t('setup.countyMissing')}</p>}
      {error !== null && <ProblemNote error={error} />}
    </fieldset>
  );
}

function useRegions(under: string | undefined, enabled: boolean) {
  return useQuery({
    queryKey: ['setup-regions', under],
    queryFn: ({ signal }) => call(setupRegions, { query: under === undefined ? {} : { under }, signal }),
    enabled,
    staleTime: Number.POSITIVE_INFINITY,
  });
}
