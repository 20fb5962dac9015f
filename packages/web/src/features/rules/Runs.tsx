import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { listRuleRuns } from '@mingbai/core/api';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.ts';
import { count, moment } from '../../format/values.ts';
import { listMark } from '../findings/words.ts';
import { useLanguage } from '../../i18n/useLanguage.ts';
import { ListTable } from '../../register/ListTable.tsx';

const ROWS = 20;
const ACTIONS = ['found', 'gone', 'back', 'same'] as const;

/** The runs, newest first, with what became of the findings. */
export function Runs() {
  const { t } = useTranslation();
  const language = useLanguage();
  const [page, setPage] = useState(1);
  const query = useQuery({
    queryKey: ['rule-runs', page],
    queryFn: ({ signal }) =>
      call(listRuleRuns, { query: { offset: (page - 1) * ROWS, limit: ROWS }, signal }),
    placeholderData: keepPreviousData,
  });
  return (
    <ListTable
      caption={t('rules.runs')}
      query={query}
      rowKey={(run) => run.id}
      emptyText={t('rules.noRuns')}
      page={page}
      rows={ROWS}
      onTurn={setPage}
      columns={[
        { key: 'at', title: t('rules.started'), header: true, render: (run) => moment(run.createdAt) },
        { key: 'by', title: t('rules.by'), render: (run) => run.createdBy },
        { key: 'kind', title: t('rules.kindOf'), render: (run) => t(`rules.kind.${run.kind}`) },
        {
          key: 'state',
          title: t('findings.state'),
          render: (run) => (run.problem === null ? t(`rules.state.${run.state}`) : run.problem[language]),
        },
        {
          key: 'recorded',
          title: t('rules.recorded'),
          wrap: true,
          render: (run) =>
            ACTIONS.flatMap((action) => {
              const of = run.recorded?.[action];
              return of === undefined || of === 0 ? [] : [`${t(`rules.action.${action}`)} ${count(of)}`];
            }).join(listMark(language)),
        },
        {
          key: 'left',
          title: t('rules.leftOut'),
          wrap: true,
          render: (run) =>
            run.leftOut
              .map((one) => `${one.rule} ${one.message[language]}`)
              .join(language === 'zh' ? '；' : '; '),
        },
        {
          key: 'ended',
          title: t('rules.ended'),
          minor: true,
          render: (run) => (run.endedAt === null ? '' : moment(run.endedAt)),
        },
      ]}
    />
  );
}
