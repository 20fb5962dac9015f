import { useQuery } from '@tanstack/react-query';
import { countCases, listProcedures, type CaseFilter } from '@mingbai/core/api';
import { Button, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.ts';
import { count } from '../../format/values.ts';
import { useLanguage } from '../../i18n/useLanguage.ts';

const DUE = ['late', 'today', 'week', 'later', 'none'] as const;

interface Props {
  readonly filter: CaseFilter;
  readonly onChange: (change: Readonly<Record<string, string | undefined>>) => void;
  readonly onClear: () => void;
}

/** Which of them: what waits for me, by procedure and state, by due day, the ended ones. */
export function CaseFilters({ filter, onChange, onClear }: Props) {
  const { t } = useTranslation();
  const language = useLanguage();
  const procedures = useQuery({
    queryKey: ['procedures'],
    queryFn: ({ signal }) => call(listProcedures, { query: {}, signal }),
    staleTime: 300_000,
  }).data?.procedures;
  const due = useQuery({
    queryKey: ['cases', 'counts', filter.region, filter.mine],
    queryFn: ({ signal }) =>
      call(countCases, { query: { region: filter.region, mine: filter.mine, by: 'due' }, signal }),
  }).data;
  const states = procedures?.find(({ procedure }) => procedure.id === filter.procedure)?.procedure.states;
  const set = (key: string) => (value: string | undefined) => onChange({ [key]: value });
  return (
    <div className="row filters" role="group" aria-label={t('procedures.filter')}>
      <Select
        aria-label={t('procedures.whose')}
        style={{ width: 150 }}
        value={filter.ended === 'true' ? 'ended' : filter.mine === 'true' ? 'mine' : 'open'}
        options={(['mine', 'open', 'ended'] as const).map((value) => ({
          value,
          label: t(`procedures.whose_.${value}`),
        }))}
        onChange={(value: string) =>
          onChange({
            mine: value === 'mine' ? 'true' : undefined,
            ended: value === 'ended' ? 'true' : undefined,
          })
        }
      />
      <Select
        aria-label={t('procedures.which')}
        placeholder={t('procedures.which')}
        style={{ width: 220 }}
        allowClear
        showSearch={{ optionFilterProp: 'label' }}
        value={filter.procedure}
        options={(procedures ?? []).map(({ procedure }) => ({
          value: procedure.id,
          label: procedure[language],
        }))}
        onChange={(value: string | undefined) => onChange({ procedure: value, state: undefined })}
      />
      {states !== undefined && (
        <Select
          aria-label={t('procedures.state')}
          placeholder={t('procedures.state')}
          style={{ width: 200 }}
          allowClear
          value={filter.state}
          options={Object.entries(states).map(([value, state]) => ({ value, label: state[language] }))}
          onChange={set('state')}
        />
      )}
      <span className="row" role="group" aria-label={t('procedures.due')}>
        {DUE.map((value) => {
          const group = due?.groups.find(({ key }) => key === value);
          return (
            <Button
              key={value}
              size="small"
              type={filter.due === value ? 'primary' : 'default'}
              aria-pressed={filter.due === value}
              danger={value === 'late' && (group?.count ?? 0) > 0 && filter.due !== value}
              onClick={() => onChange({ due: filter.due === value ? undefined : value })}
            >
              {t(`procedures.due_.${value}`)} {group === undefined ? '' : count(group.count)}
            </Button>
          );
        })}
      </span>
      {Object.keys(filter).length > 0 && (
        <Button size="small" type="text" onClick={onClear}>
          {t('procedures.clear')}
        </Button>
      )}
    </div>
  );
}
