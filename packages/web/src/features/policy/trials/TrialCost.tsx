import { Link } from '@tanstack/react-router';
import type { KeptTrialResult } from '@mingbai/core/api';
import { useTranslation } from 'react-i18next';
import { count, yuan } from '../../../format/values.ts';
import { useLanguage } from '../../../i18n/useLanguage.ts';
import { DataTable } from '../../../ui/DataTable.tsx';

type Cost = NonNullable<KeptTrialResult['cost']>;
type Place = KeptTrialResult['places'][number];

/** Villages that are shown at once; the others open with the list. */
const SHOWN = 30;

/** Yuan as the trial counts them, to the fen. */
export const money = (amount: number): string => yuan(Math.round(amount * 100));
const more = (amount: number): string => (amount > 0 ? `+${money(amount)}` : money(amount));

interface Props {
  readonly cost: Cost;
  readonly places: readonly Place[];
}

/** What it would cost: in all, through whom it changes, and where. */
export function TrialCost({ cost, places }: Props) {
  const { t } = useTranslation();
  const language = useLanguage();
  const rows = (['entered', 'left', 'otherwise'] as const).map((key) => ({ key, ...cost[key] }));
  return (
    <>
      <h3>{t('trials.costOf', { name: language === 'en' ? (cost.nameEn ?? cost.name) : cost.name })}</h3>
      <p>
        {money(cost.before)} → <strong>{money(cost.after)}</strong> {t('trials.yuan')} (
        {more(cost.after - cost.before)})
      </p>
      <DataTable<(typeof rows)[number]>
        caption={t('trials.through')}
        rows={rows}
        rowKey={({ key }) => key}
        columns={[
          {
            key: 'who',
            title: t('trials.through'),
            header: true,
            render: ({ key }) => t(`trials.moving.${key}`),
          },
          { key: 'count', title: t('policy.number'), numeric: true, render: (row) => count(row.count) },
          { key: 'yuan', title: t('trials.difference'), numeric: true, render: (row) => more(row.yuan) },
        ]}
      />
      {places.length > 0 && (
        <details open={places.length <= SHOWN}>
          <summary>
            <h3>
              {t('trials.places')}: {count(places.length)}
            </h3>
          </summary>
          <DataTable<Place>
            caption={t('trials.places')}
            rows={places}
            rowKey={({ code }) => code}
            cards
            columns={[
              {
                key: 'village',
                title: t('policy.village'),
                header: true,
                render: ({ code, name }) => (
                  <Link to="/villages/$code" params={{ code }}>
                    {name}
                  </Link>
                ),
              },
              { key: 'total', title: t('trials.total'), numeric: true, render: (row) => count(row.total) },
              {
                key: 'changed',
                title: t('trials.changed'),
                numeric: true,
                render: (row) => count(row.changed),
              },
              {
                key: 'before',
                title: t('trials.cost.before'),
                numeric: true,
                render: (row) => money(row.before ?? 0),
              },
              {
                key: 'after',
                title: t('trials.cost.after'),
                numeric: true,
                render: (row) => money(row.after ?? 0),
              },
              {
                key: 'more',
                title: t('trials.difference'),
                numeric: true,
                render: (row) => more((row.after ?? 0) - (row.before ?? 0)),
              },
            ]}
          />
        </details>
      )}
    </>
  );
}
