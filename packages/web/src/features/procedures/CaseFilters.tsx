import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { countCases, listProcedures, type CaseFilter } from '@mingbai/core/api';
import { Button, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.ts';
import { count } from '../../format/values.ts';
import { useLanguage } from '../../i18n/useLanguage.ts';
import { procedureOptions } from './kinds.ts';

const DUE = ['late', 'today', 'week', 'later', 'none'] as const;

interface Props {
  readonly filter: CaseFilter;
  /** Who can act has cases of their own to begin with. */
  readonly mayAct: boolean;
  readonly onChange: (change: Readonly<Record<string, string | undefined>>) => void;
  readonly onClear: () => void;
}

/** Which of them: what waits for me, by procedure and state, by due day, the ended ones. */
export function CaseFilters({ filter, mayAct, onChange, onClear }: Props) {
  const { t } = useTranslation();
  const language = useLanguage();
  const procedures = useQuery({
    queryKey: ['procedures'],
    queryFn: ({ signal }) => call(listProcedures, { query: {}, signal }),
    staleTime: 300_000,
  }).data?.procedures;
  const { due: chosenDue, ...among } = filter;
  const due = useQuery({
    queryKey: ['cases', 'counts', among],
    queryFn: ({ signal }) => call(countCases, { query: { ...among, by: 'due' }, signal }),
    placeholderData: keepPreviousData,
  }).data;
  const states = procedures?.find(({ procedure }) => procedure.id === filter.procedure)?.procedure.states;
  const whose = filter.ended === 'true' ? 'ended' : filter.mine === 'true' ? 'mine' : 'open';
  const set = (key: string) => (value: string | undefined) => onChange({ [key]: value });
  return (
    <div className="row filters" role="group" aria-label={t('procedures.filter')}>
      <span className="row" role="group" aria-label={t('procedures.whose')}>
        {(['mine', 'open', 'ended'] as const).map((value) => (
          <Button
            key={value}
            size="small"
            type={whose === value ? 'primary' : 'default'}
            aria-pressed={whose === value}
            onClick={() =>
              onChange({
                mine: value === 'mine' ? 'true' : undefined,
                all: value === 'open' && mayAct ? 'true' : undefined,
                ended: value === 'ended' ? 'true' : undefined,
              })
            }
          >
            {t(`procedures.whose_.${value}`)}
          </Button>
        ))}
      </span>
      <Select
        aria-label={t('procedures.which')}
        placeholder={t('procedures.which')}
        style={{ width: 220 }}
        allowClear
        showSearch={{ optionFilterProp: 'label' }}
        value={filter.procedure}
        options={procedureOptions(
          (procedures ?? []).map(({ procedure }) => procedure),
          language,
          t,
        )}
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
              type={chosenDue === value ? 'primary' : 'default'}
              aria-pressed={chosenDue === value}
              danger={value === 'late' && (group?.count ?? 0) > 0 && chosenDue !== value}
              onClick={() => onChange({ due: chosenDue === value ? undefined : value })}
            >
              {t(`procedures.due_.${value}`)} {group === undefined ? '' : count(group.count)}
            </Button>
          );
        })}
      </span>
      {Object.keys(filter).some((key) => key !== 'mine' && key !== 'ended') && (
        <Button size="small" type="text" onClick={onClear}>
          {t('procedures.clear')}
        </Button>
      )}
    </div>
  );
}
