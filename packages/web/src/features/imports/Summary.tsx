import type { ImportJob } from '@mingbai/core/api';
import { useTranslation } from 'react-i18next';
import { count } from '../../format/values.ts';
import { DataTable } from '../../ui/DataTable.tsx';
import { doubtsIn } from './states.ts';

/** What the check found: rows, and by noun what committing would do (or did). */
export function Summary({ job }: { readonly job: ImportJob }) {
  const { t } = useTranslation();
  const counts = job.counts;
  if (counts === null) return null;
  const unread = job.sheets.filter((sheet) => sheet.state === 'unknown').length;
  const facts = [
    [t('import.rows'), counts.rows],
    [t('import.goodRows'), counts.good],
    [t('import.badRows'), counts.bad],
    [t('import.errors'), counts.errors],
    [t('import.warnings'), counts.warnings],
    ...(doubtsIn(job) > 0 ? [[t('import.doubts'), doubtsIn(job)] as const] : []),
    [t('import.repairs'), counts.repairs],
    ...(unread > 0 ? [[t('import.unread'), unread] as const] : []),
  ] as const;
  return (
    <section className="panel stack" aria-label={t('import.summary')}>
      <dl className="counts">
        {facts.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{count(value)}</dd>
          </div>
        ))}
      </dl>
      {counts.nouns.length > 0 && (
        <DataTable
          caption={t('import.summary')}
          rows={counts.nouns}
          rowKey={(row) => row.noun}
          cards
          columns={[
            {
              key: 'noun',
              title: t('import.noun'),
              header: true,
              render: (row) => t(`noun.${row.noun as 'person'}`),
            },
            { key: 'new', title: t('importTab.new'), numeric: true, render: (row) => count(row.new) },
            {
              key: 'changed',
              title: t('importTab.changed'),
              numeric: true,
              render: (row) => count(row.changed),
            },
            { key: 'same', title: t('import.same'), numeric: true, render: (row) => count(row.same) },
            {
              key: 'absent',
              title: t('importTab.absent'),
              numeric: true,
              render: (row) => count(row.absent),
            },
          ]}
        />
      )}
    </section>
  );
}
