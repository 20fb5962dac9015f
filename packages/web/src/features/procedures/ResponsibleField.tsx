import { useQuery } from '@tanstack/react-query';
import { getHousehold } from '@mingbai/core/api';
import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.ts';

interface Props {
  readonly household: string | null;
  readonly id: string | undefined;
  readonly value: unknown;
  readonly onChange: ((value: unknown) => void) | undefined;
}

/** Who answers for the household now. */
export function ResponsibleField({ household, id, value, onChange }: Props) {
  const { t } = useTranslation();
  const page = useQuery({
    queryKey: ['household', household, {}],
    queryFn: ({ signal }) => call(getHousehold, { params: { id: household ?? '' }, query: {}, signal }),
    enabled: household !== null,
  });
  const now = (page.data?.responsible ?? []).filter(({ values }) => (values['to'] ?? null) === null);
  return (
    <Select
      {...(id === undefined ? {} : { id })}
      allowClear
      value={value}
      loading={page.isFetching}
      placeholder={t(household === null ? 'procedures.membersOneHousehold' : 'procedures.chooseResponsible')}
      options={now.map(({ values }) => ({
        value: String(values['id'] ?? ''),
        label: [values['name'], values['unit']].filter(Boolean).join(' · '),
      }))}
      onChange={(chosen: unknown) => onChange?.(chosen)}
    />
  );
}
