import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { FINDING_SEVERITIES, FINDING_STATES, type FindingSeverity, type FindingState } from '@mingbai/core';
import {
  countFindings,
  type FindingCounts,
  type FindingFilter,
  type FINDING_GROUPS,
} from '@mingbai/core/api';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.ts';
import { pick } from '../../app/address.ts';
import { FINDING_KEYS } from './searchKeys.ts';
import { count } from '../../format/values.ts';
import { useLanguage } from '../../i18n/useLanguage.ts';
import { ListState } from '../../register/ListState.tsx';
import { DataTable } from '../../ui/DataTable.tsx';

type Group = FindingCounts['groups'][number];

interface Props {
  readonly by: (typeof FINDING_GROUPS)[number];
  readonly filter: FindingFilter;
}

/** How many by rule, place, person or age; each number opens its findings. */
export function Groups({ by, filter }: Props) {
  const { t } = useTranslation();
  const language = useLanguage();
  const query = useQuery({
    queryKey: ['findings', 'counts', by, filter],
    queryFn: ({ signal }) => call(countFindings, { query: { ...filter, by }, signal }),
    placeholderData: keepPreviousData,
  });
  const key = by === 'village' || by === 'township' ? 'region' : by;
  const nameOf = (group: Group): string => {
    if (group.label !== null) return group.label[language];
    if (by === 'state') return FINDING_STATES[group.key as FindingState][language];
    if (by === 'severity') return FINDING_SEVERITIES[group.key as FindingSeverity][language];
    if (by === 'age') return t('findings.days', { band: group.key });
    if (by === 'due') return t(`findings.dueBand.${group.key as 'today'}`);
    return group.key === '-' ? t('findings.nobody') : group.key;
  };
  return (
    <ListState
      pending={query.isPending}
      error={query.error}
      onRetry={() => void query.refetch()}
      empty={query.data?.groups.length === 0}
      filtered={false}
      onClear={() => undefined}
      emptyText={t('findings.empty')}
    >
      <div className="groups">
        <DataTable
          caption={t(`findings.group.${by}`)}
          busy={query.isPlaceholderData}
          rows={query.data?.groups ?? []}
          rowKey={(group) => group.key}
          cards
          columns={[
            {
              key: 'name',
              title: t(`findings.group.${by}`),
              header: true,
              wrap: true,
              render: (group) => (
                <Link to="/findings" search={pick({ ...filter, [key]: group.key }, FINDING_KEYS)}>
                  {by === 'rule' ? `${group.key} ${nameOf(group)}` : nameOf(group)}
                </Link>
              ),
            },
            {
              key: 'count',
              title: t('findings.count'),
              numeric: true,
              render: (group) => count(group.count),
            },
            {
              key: 'overdue',
              title: t('findings.tile.overdue'),
              numeric: true,
              render: (group) => (group.overdue === 0 ? '' : count(group.overdue)),
            },
          ]}
        />
      </div>
    </ListState>
  );
}
