import { useQuery } from '@tanstack/react-query';
import {
  FINDING_AGE_BANDS,
  FINDING_SEVERITIES,
  FINDING_SEVERITY_NAMES,
  FINDING_STATE_NAMES,
  FINDING_STATES,
} from '@mingbai/core';
import { listRules, type FindingFilter } from '@mingbai/core/api';
import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.ts';
import { useLanguage } from '../../i18n/useLanguage.ts';
import { ChoiceFilter } from '../../register/CodeFilter.tsx';

interface Props {
  readonly filter: FindingFilter;
  readonly onChange: (change: Readonly<Record<string, string | undefined>>) => void;
  readonly onClear: () => void;
}

export function FindingFilters({ filter, onChange, onClear }: Props) {
  const { t } = useTranslation();
  const language = useLanguage();
  const library = useQuery({
    queryKey: ['rules'],
    queryFn: ({ signal }) => call(listRules, { signal }),
    staleTime: 300_000,
  }).data;
  const families = new Map(library?.rules.map(({ family }) => [family.id, family]));
  const set = (key: keyof FindingFilter) => (value: string | undefined) => onChange({ [key]: value });
  return (
    <div className="row" role="group" aria-label={t('filter.filters')}>
      <ChoiceFilter
        label={t('findings.state')}
        value={filter.state}
        onChange={set('state')}
        options={[
          ...FINDING_STATE_NAMES.map((value) => ({ value, label: FINDING_STATES[value][language] })),
          { value: 'any', label: t('findings.anyState') },
        ]}
      />
      <ChoiceFilter
        label={t('findings.severity')}
        value={filter.severity}
        onChange={set('severity')}
        options={FINDING_SEVERITY_NAMES.map((value) => ({
          value,
          label: FINDING_SEVERITIES[value][language],
        }))}
      />
      <ChoiceFilter
        label={t('findings.family')}
        value={filter.family}
        onChange={set('family')}
        options={[...families.values()].map((family) => ({
          value: String(family.id),
          label: `${family.id} ${family[language]}`,
        }))}
      />
      <ChoiceFilter
        label={t('findings.rule')}
        value={filter.rule}
        onChange={set('rule')}
        options={(library?.rules ?? []).map((rule) => ({
          value: rule.id,
          label: `${rule.id} ${rule.title[language]}`,
        }))}
      />
      <Select
        aria-label={t('findings.due')}
        placeholder={t('findings.due')}
        style={{ minWidth: 112 }}
        allowClear
        value={filter.due ?? null}
        options={(['overdue', 'today', 'week', 'later', 'none'] as const).map((value) => ({
          value,
          label: t(`findings.dueBand.${value}`),
        }))}
        onChange={(value: string | null) => onChange({ due: value ?? undefined })}
      />
      <Select
        aria-label={t('findings.age')}
        placeholder={t('findings.age')}
        style={{ minWidth: 112 }}
        allowClear
        value={filter.age ?? null}
        options={FINDING_AGE_BANDS.map((value) => ({ value, label: t('findings.days', { band: value }) }))}
        onChange={(value: string | null) => onChange({ age: value ?? undefined })}
      />
      {Object.keys(filter).length > 0 && (
        <button type="button" className="linklike" onClick={onClear}>
          {t('filter.clear')}
        </button>
      )}
    </div>
  );
}
