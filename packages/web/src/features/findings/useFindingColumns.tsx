import { FINDING_SEVERITIES, FINDING_STATES, type FindingAction } from '@mingbai/core';
import type { FindingRow } from '@mingbai/core/api';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../i18n/useLanguage.ts';
import { ChoiceBox } from '../../ui/ChoiceBox.tsx';
import type { Column } from '../../ui/DataTable.tsx';
import { StateWord } from '../../ui/StateWord.tsx';
import type { Chosen } from '../../ui/useChosen.ts';
import { listMark, severityTone, stateTone } from './words.ts';

export function useFindingColumns(chosen: Chosen<FindingAction>): Column<FindingRow>[] {
  const { t } = useTranslation();
  const language = useLanguage();
  return [
    {
      key: 'chosen',
      title: t('findings.choose'),
      render: (row) => <ChoiceBox id={row.id} title={row.message[language]} chosen={chosen} />,
    },
    {
      key: 'message',
      title: t('findings.what'),
      header: true,
      wrap: true,
      render: (row) => (
        <Link to="/findings/$id" params={{ id: row.id }}>
          {row.message[language]}
        </Link>
      ),
    },
    {
      key: 'severity',
      title: t('findings.severity'),
      render: (row) => (
        <StateWord tone={severityTone(row.severity)}>{FINDING_SEVERITIES[row.severity][language]}</StateWord>
      ),
    },
    {
      key: 'subject',
      title: t('findings.subject'),
      render: (row) =>
        row.household === null ? (
          (row.subject.name ?? row.subject.id)
        ) : (
          <Link to="/households/$id" params={{ id: row.household.id }}>
            {row.household.head ?? row.household.household_no ?? row.household.id}
            {row.noun === 'person' &&
              row.subject.name !== row.household.head &&
              ` · ${row.subject.name ?? ''}`}
          </Link>
        ),
    },
    {
      key: 'village',
      title: t('findings.village'),
      render: (row) => (
        <Link to="/villages/$code" params={{ code: row.region.code }}>
          {row.township === '' ? row.region.name : `${row.township} ${row.region.name}`}
        </Link>
      ),
    },
    {
      key: 'responsible',
      title: t('findings.responsible'),
      minor: true,
      render: (row) => row.responsible.join(listMark(language)),
    },
    {
      key: 'state',
      title: t('findings.state'),
      render: (row) => (
        <StateWord tone={stateTone(row.state)}>{FINDING_STATES[row.state][language]}</StateWord>
      ),
    },
    {
      key: 'assignee',
      title: t('findings.assignee'),
      minor: true,
      render: (row) => row.assignee?.name ?? '',
    },
    {
      key: 'due',
      title: t('findings.due'),
      render: (row) =>
        row.due === null ? (
          ''
        ) : row.overdue ? (
          <strong className="late">{t('findings.late', { day: row.due })}</strong>
        ) : (
          row.due
        ),
    },
  ];
}
