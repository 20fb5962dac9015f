import { useQuery } from '@tanstack/react-query';
import { getHousehold } from '@mingbai/core/api';
import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.ts';
import { useLanguage } from '../../i18n/useLanguage.ts';
import { codeLabel } from '../../register/labels.ts';

interface Props {
  readonly household: string | null;
  readonly many: boolean;
  readonly id: string | undefined;
  readonly value: unknown;
  readonly onChange: ((value: unknown) => void) | undefined;
}

/** Members of the household that it is about. */
export function PersonsField({ household, many, id, value, onChange }: Props) {
  const { t } = useTranslation();
  const language = useLanguage();
  const page = useQuery({
    queryKey: ['household', household, {}],
    queryFn: ({ signal }) => call(getHousehold, { params: { id: household ?? '' }, query: {}, signal }),
    enabled: household !== null,
  });
  return (
    <Select
      {...(id === undefined ? {} : { id })}
      {...(many ? { mode: 'multiple' as const } : {})}
      allowClear
      value={value}
      loading={page.isFetching}
      placeholder={t(household === null ? 'procedures.membersOneHousehold' : 'procedures.chooseMembers')}
      options={(page.data?.members ?? []).map((member) => {
        const relation = String(member.membership['relation'] ?? '');
        const word = relation === '' ? '' : codeLabel('membership.relation', relation, language);
        return { value: member.id, label: [member.name, word].filter(Boolean).join(' · ') };
      })}
      onChange={(chosen: unknown) => onChange?.(chosen)}
    />
  );
}
