import type { Picture } from '@mingbai/core/api';
import { useTranslation } from 'react-i18next';
import { count } from '../../format/values.ts';
import { useLanguage } from '../../i18n/useLanguage.ts';
import { guaranteeLabel } from '../../register/bands.ts';
import { DataTable } from '../../ui/DataTable.tsx';
import { RowsLink } from '../../ui/RowsLink.tsx';

/** Schooling, medical care, housing, water: how many households have a problem, and of how many it is not known. */
export function Guarantees({
  rows,
  region,
}: {
  readonly rows: Picture['guarantees'];
  readonly region: string;
}) {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <section className="panel" aria-labelledby="guarantees">
      <h2 id="guarantees" style={{ marginBottom: 4 }}>
        {t('picture.guarantees')}
      </h2>
      <DataTable
        caption={t('picture.guarantees')}
        rows={rows}
        rowKey={(row) => row.item}
        columns={[
          {
            key: 'item',
            title: t('picture.item'),
            header: true,
            wide: true,
            render: (row) => guaranteeLabel(row.item, language),
          },
          {
            key: 'problem',
            title: t('picture.problem'),
            numeric: true,
            render: (row) => (
              <RowsLink rows={{ to: '/households', search: { region, guarantee: row.item } }}>
                {count(row.problem)}
              </RowsLink>
            ),
          },
          { key: 'unknown', title: t('picture.unknown'), numeric: true, render: (row) => count(row.unknown) },
          { key: 'total', title: t('picture.total'), numeric: true, render: (row) => count(row.total) },
        ]}
      />
    </section>
  );
}
