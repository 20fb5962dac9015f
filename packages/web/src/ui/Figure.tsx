import { useId, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

interface Props {
  readonly title: string;
  readonly chart: ReactNode;
  readonly table: ReactNode;
  readonly empty: boolean;
  readonly note?: string | undefined;
}

/** A chart and its table in one place, with a switch between them. */
export function Figure({ title, chart, table, empty, note }: Props) {
  const { t } = useTranslation();
  const [asTable, setAsTable] = useState(false);
  const id = useId();
  return (
    <section className="panel" aria-labelledby={id}>
      <div className="row" style={{ justifyContent: 'space-between', marginBottom: 4 }}>
        <h2 id={id}>{title}</h2>
        {!empty && (
          <button
            type="button"
            className="linklike"
            aria-label={`${title}: ${asTable ? t('chart.asChart') : t('chart.asTable')}`}
            onClick={() => setAsTable(!asTable)}
          >
            {asTable ? t('chart.asChart') : t('chart.asTable')}
          </button>
        )}
      </div>
      {!empty && note !== undefined && (
        <p className="soft" style={{ margin: '0 0 4px' }}>
          {note}
        </p>
      )}
      {empty ? <p className="soft">{t('state.noData')}</p> : asTable ? table : chart}
    </section>
  );
}
