import { Link } from '@tanstack/react-router';
import type { Trial } from '@mingbai/core/api';
import { useTranslation } from 'react-i18next';
import { count } from '../../format/values.ts';
import { DataTable } from '../../ui/DataTable.tsx';
import { Outcome } from './Outcome.tsx';

type Moved = Trial['outcomes'][number] & { readonly village?: Trial['villages'][number] };

/** A county has hundreds of villages; those who look for one open the list. */
const SHOWN = 30;

/** How many would move: by outcome and by village. */
export function TrialCounts({ trial }: { readonly trial: Pick<Trial, 'outcomes' | 'changed' | 'villages'> }) {
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
      <h3>{t('policy.outcomes')}</h3>
      <DataTable<Moved> caption={t('policy.outcomes')} rows={trial.outcomes} rowKey={keyOf} columns={moves} />
      {trial.changed === 0 && <p>{t('policy.nobody')}</p>}
      {trial.changed > 0 && (
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
      )}
    </div>
  );
}

function keyOf({ village, before, after }: Moved): string {
  return JSON.stringify([village?.code, before, after]);
}
