import { Link } from '@tanstack/react-router';
import type { Trial } from '@mingbai/core/api';
import { useTranslation } from 'react-i18next';
import { count } from '../../format/values.ts';
import { DataTable } from '../../ui/DataTable.tsx';
import { ValueText } from './ValueText.tsx';

type Row = Trial['list'][number];
type Moved = Trial['outcomes'][number] & { readonly village?: Trial['villages'][number] };

/** A county has hundreds of villages; those who look for one open the list. */
const SHOWN = 30;

/** Who would move: counted by outcome and by village, then one by one. */
export function TrialResult({ trial }: { readonly trial: Trial }) {
  const { t } = useTranslation();
  const moves = [
    { key: 'before', title: t('policy.before'), render: (row: Moved) => <Outcome text={row.before} /> },
    { key: 'after', title: t('policy.after'), render: (row: Moved) => <Outcome text={row.after} /> },
    {
      key: 'count',
      title: t('policy.number'),
      numeric: true,
      render: (row: Moved) => count(row.count),
    },
  ];
  const villages = trial.villages.flatMap((village) =>
    village.changes.map((change): Moved => ({ ...change, village })),
  );
  return (
    <div className="stack" aria-live="polite">
      <p>
        <strong>{t('policy.moved', { total: count(trial.total), changed: count(trial.changed) })}</strong>
      </p>
      <h3>{t('policy.outcomes')}</h3>
      <DataTable<Moved> caption={t('policy.outcomes')} rows={trial.outcomes} rowKey={keyOf} columns={moves} />
      {trial.changed === 0 && <p>{t('policy.nobody')}</p>}
      {trial.changed > 0 && (
        <>
          <details open={villages.length <= SHOWN}>
            <summary>
              <h3>
                {t('policy.villages')}: {count(trial.villages.length)}
              </h3>
            </summary>
            <DataTable<Moved>
              caption={t('policy.villages')}
              rows={villages}
              rowKey={keyOf}
              cards
              columns={[
                {
                  key: 'village',
                  title: t('policy.village'),
                  header: true,
                  render: ({ village }) =>
                    village && (
                      <Link to="/villages/$code" params={{ code: village.code }}>
                        {village.name}
                      </Link>
                    ),
                },
                ...moves,
                {
                  key: 'total',
                  title: t('policy.ofVillage'),
                  numeric: true,
                  render: ({ village }) => count(village?.total ?? 0),
                },
              ]}
            />
          </details>
          <h3>{t('policy.households')}</h3>
          {trial.list.length < trial.changed && (
            <p className="soft">{t('policy.first', { count: trial.list.length })}</p>
          )}
          <DataTable<Row>
            caption={t('policy.households')}
            rows={trial.list}
            rowKey={({ id }) => id}
            cards
            columns={[
              {
                key: 'who',
                title: t('policy.who'),
                header: true,
                render: ({ household, name, household_no }) =>
                  household === null ? (
                    name
                  ) : (
                    <Link to="/households/$id" params={{ id: household }}>
                      {name ?? household_no ?? household}
                    </Link>
                  ),
              },
              { key: 'no', title: t('policy.householdNo'), minor: true, render: (row) => row.household_no },
              { key: 'village', title: t('policy.village'), render: (row) => row.village },
              { key: 'before', title: t('policy.before'), render: (row) => <Outcome text={row.before} /> },
              { key: 'after', title: t('policy.after'), render: (row) => <Outcome text={row.after} /> },
            ]}
          />
        </>
      )}
    </div>
  );
}

function Outcome({ text }: { readonly text: string | null }) {
  return <ValueText value={text === 'true' ? true : text === 'false' ? false : text} />;
}

function keyOf({ village, before, after }: Moved): string {
  return JSON.stringify([village?.code, before, after]);
}
