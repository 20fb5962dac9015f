import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { explainPolicyTrialRow, listPolicyTrialRows, type TrialRow } from '@mingbai/core/api';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../../api/call.ts';
import { count } from '../../../format/values.ts';
import { useLanguage } from '../../../i18n/useLanguage.ts';
import { DataTable } from '../../../ui/DataTable.tsx';
import { Loading } from '../../../ui/Loading.tsx';
import { Pager } from '../../../ui/Pager.tsx';
import { ProblemNote } from '../../../ui/ProblemNote.tsx';
import { Outcome } from '../Outcome.tsx';
import { money as inYuan } from './TrialCost.tsx';

interface Props {
  readonly trial: string;
  readonly changed: number;
  readonly persons: boolean;
  /** Whether amounts stand beside the outcomes. */
  readonly money: boolean;
}

/** Everybody who changes, and for each the reasons on both sides. */
export function TrialRows({ trial, changed, persons, money }: Props) {
  const { t } = useTranslation();
  const [page, setPage] = useState(1);
  const [size, setSize] = useState(20);
  const [asked, ask] = useState<TrialRow>();
  const query = useQuery({
    queryKey: ['trial-rows', trial, page, size],
    queryFn: ({ signal }) =>
      call(listPolicyTrialRows, {
        params: { id: trial },
        query: { offset: (page - 1) * size, limit: size },
        signal,
      }),
    placeholderData: keepPreviousData,
    enabled: changed > 0,
  });
  if (changed === 0) return null;
  return (
    <section className="panel stack" aria-labelledby="trial-rows">
      <h2 id="trial-rows">
        {t('policy.households')}: {count(query.data?.total ?? changed)}
      </h2>
      {query.isPending && <Loading />}
      {query.isError && <ProblemNote error={query.error} onRetry={() => void query.refetch()} />}
      {query.data !== undefined && (
        <>
          <DataTable<TrialRow>
            caption={t('policy.households')}
            rows={query.data.rows}
            rowKey={({ id }) => id}
            cards
            columns={[
              {
                key: 'who',
                title: t('policy.who'),
                header: true,
                render: ({ household, name, household_no }) => (
                  <Link to="/households/$id" params={{ id: household ?? '' }}>
                    {name ?? household_no ?? household}
                  </Link>
                ),
              },
              { key: 'no', title: t('policy.householdNo'), minor: true, render: (row) => row.household_no },
              { key: 'village', title: t('policy.village'), render: (row) => row.village },
              { key: 'before', title: t('policy.before'), render: (row) => <Outcome text={row.before} /> },
              { key: 'after', title: t('policy.after'), render: (row) => <Outcome text={row.after} /> },
              ...(money
                ? (['amountBefore', 'amountAfter'] as const).map((key) => ({
                    key,
                    title: t(`trials.${key}`),
                    numeric: true,
                    render: (row: TrialRow) => (row[key] === null ? '' : inYuan(row[key])),
                  }))
                : []),
              {
                key: 'why',
                title: t('policy.reasons'),
                render: (row) => (
                  <button
                    type="button"
                    className="linklike"
                    aria-expanded={asked?.id === row.id}
                    aria-label={`${t('policy.reasons')}: ${row.name ?? row.household_no ?? ''}`}
                    onClick={() => ask(asked?.id === row.id ? undefined : row)}
                  >
                    {t('policy.reasons')}
                  </button>
                ),
              },
            ]}
          />
          <Pager
            page={page}
            rows={size}
            total={query.data.total}
            onChange={(to, rows) => {
              setPage(to);
              setSize(rows);
            }}
          />
        </>
      )}
      {asked !== undefined && <Why trial={trial} row={asked} persons={persons} />}
    </section>
  );
}

function Why({
  trial,
  row,
  persons,
}: {
  readonly trial: string;
  readonly row: TrialRow;
  readonly persons: boolean;
}) {
  const { t } = useTranslation();
  const language = useLanguage();
  const query = useQuery({
    queryKey: ['trial-why', trial, row.id],
    queryFn: ({ signal }) =>
      call(explainPolicyTrialRow, {
        params: { id: trial, household: row.household ?? '' },
        query: persons ? { person: row.id } : {},
        signal,
      }),
  });
  if (query.isPending) return <Loading />;
  if (query.isError) return <ProblemNote error={query.error} />;
  return (
    <div className="policy-halves" aria-live="polite">
      {(['before', 'after'] as const).map((side) => {
        const said = query.data[side];
        return (
          <section key={side}>
            <h3>
              {row.name} · {t(`policy.${side}`)}
            </h3>
            <ol className="trace">
              {(said?.sentences ?? []).map((each, at) => (
                <li key={`${at} ${each.zh}`} style={{ marginInlineStart: each.depth * 12 }}>
                  {each[language]}
                </li>
              ))}
            </ol>
          </section>
        );
      })}
    </div>
  );
}
