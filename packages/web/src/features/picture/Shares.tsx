import { useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { count, percent } from '../../format/values.ts';
import { useLanguage } from '../../i18n/useLanguage.ts';
import { Chart } from '../../ui/Chart.tsx';
import { lyingBars, standingBars, type Bar } from '../../ui/chartOptions.ts';
import { DataTable } from '../../ui/DataTable.tsx';
import { Figure } from '../../ui/Figure.tsx';
import { RowsLink, type Rows } from '../../ui/RowsLink.tsx';
import { NO_VALUE, shareLabel } from '../../register/bands.ts';

interface Props {
  readonly title: string;
  /** A dictionary key, or the name of a filter that the server computes. */
  readonly field: string;
  readonly rows: readonly { readonly code: string; readonly count: number }[];
  readonly region: string;
  /** Most first; otherwise in the order of the list. */
  readonly sorted?: boolean;
  /** Where one may be in several rows: how many there are, of which the shares are taken. */
  readonly among?: number;
  readonly standing?: boolean;
}

/** One breakdown as bars, or as a table with shares; both open the rows. */
export function Shares({ title, field, rows, region, sorted = false, standing = false, among }: Props) {
  const { t } = useTranslation();
  const language = useLanguage();
  const navigate = useNavigate();
  const bars = useMemo<Bar[]>(() => {
    const kept = rows.map((row) => ({
      key: row.code,
      label: shareLabel(field, row.code, language),
      count: row.count,
    }));
    return sorted
      ? kept.toSorted((a, b) => Number(a.key === NO_VALUE) - Number(b.key === NO_VALUE) || b.count - a.count)
      : kept;
  }, [rows, field, language, sorted]);
  const option = useMemo(() => (standing ? standingBars(bars) : lyingBars(bars)), [bars, standing]);
  const total = bars.reduce((sum, bar) => sum + bar.count, 0);
  const open = (bar: Bar): Rows => rowsOf(field, bar.key, region);
  return (
    <Figure
      title={title}
      empty={total === 0}
      note={among === undefined ? undefined : t('chart.several', { count: count(among) })}
      chart={
        <Chart
          option={option}
          height={standing ? 170 : Math.max(90, bars.length * 23 + 8)}
          label={t('chart.label', { title })}
          onPick={(index) => {
            const bar = bars[index];
            if (bar !== undefined) void navigate(open(bar));
          }}
        />
      }
      table={
        <DataTable
          caption={title}
          rows={bars}
          rowKey={(bar) => bar.key}
          columns={[
            { key: 'label', title, header: true, render: (bar) => bar.label },
            {
              key: 'count',
              title: t('chart.count'),
              numeric: true,
              render: (bar) => <RowsLink rows={open(bar)}>{count(bar.count)}</RowsLink>,
            },
            {
              key: 'share',
              title: t('chart.share'),
              numeric: true,
              render: (bar) => percent(bar.count, among ?? total),
            },
          ]}
        />
      }
    />
  );
}

function rowsOf(field: string, code: string, region: string): Rows {
  const name = field.includes('.') ? field.slice(field.indexOf('.') + 1) : field;
  return { to: field.startsWith('person.') ? '/persons' : '/households', search: { region, [name]: code } };
}
