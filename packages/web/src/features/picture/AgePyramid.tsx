import { useNavigate } from '@tanstack/react-router';
import type { Picture } from '@mingbai/core/api';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { count } from '../../format/values.ts';
import { useLanguage } from '../../i18n/useLanguage.ts';
import { codeLabel } from '../../register/labels.ts';
import { Chart } from '../../ui/Chart.tsx';
import { pyramid } from '../../ui/chartOptions.ts';
import { DataTable, type Column } from '../../ui/DataTable.tsx';
import { Figure } from '../../ui/Figure.tsx';
import { RowsLink } from '../../ui/RowsLink.tsx';

type Band = Picture['ageSex'][number];

export function AgePyramid({ rows, region }: { readonly rows: readonly Band[]; readonly region: string }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const navigate = useNavigate();
  const title = t('picture.ages');
  const words = useMemo(
    () => ({
      male: codeLabel('person.sex', 'male', language),
      female: codeLabel('person.sex', 'female', language),
    }),
    [language],
  );
  const option = useMemo(
    () =>
      pyramid(
        rows.map((row) => ({ label: row.band, male: row.male, female: row.female })),
        words,
      ),
    [rows, words],
  );
  const side = (sex: 'male' | 'female'): Column<Band> => ({
    key: sex,
    title: words[sex],
    numeric: true,
    render: (row) => (
      <RowsLink rows={{ to: '/persons', search: { region, sex, age_band: row.band } }}>
        {count(row[sex])}
      </RowsLink>
    ),
  });
  return (
    <Figure
      title={title}
      empty={rows.length === 0}
      chart={
        <Chart
          option={option}
          height={rows.length * 17 + 56}
          label={t('chart.label', { title })}
          onPick={(index, series) => {
            const band = rows[index];
            if (band !== undefined)
              void navigate({
                to: '/persons',
                search: { region, sex: series === 0 ? 'male' : 'female', age_band: band.band },
              });
          }}
        />
      }
      table={
        <DataTable
          caption={title}
          rows={rows}
          rowKey={(row) => row.band}
          columns={[
            { key: 'band', title: t('picture.band'), header: true, render: (row) => row.band },
            side('male'),
            side('female'),
            {
              key: 'unknown',
              title: t('picture.unknown'),
              numeric: true,
              render: (row) => count(row.unknown),
            },
          ]}
        />
      }
    />
  );
}
