import type { HouseholdPage } from '@mingbai/core/api';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { yuan } from '../../format/values.ts';
import { useLanguage } from '../../i18n/useLanguage.ts';
import { fieldLabel } from '../../register/labels.ts';
import { Source } from '../../register/Source.tsx';
import { incomeLines, sourceTotal, yearAccount, type IncomeLine, type YearAccount } from './income.ts';

/** Income by source and year; totals are counted from the entries, and a declared total that differs is shown. */
export function IncomeAccount({ incomes }: { readonly incomes: HouseholdPage['incomes'] }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const years = useMemo(() => incomes.map(yearAccount).toSorted((a, b) => b.year - a.year), [incomes]);
  if (years.length === 0) return <Nothing />;
  const label = (item: string): string =>
    item === 'gross'
      ? t('income.gross')
      : item === 'net'
        ? t('income.net')
        : fieldLabel(`income.${item}`, language);
  return (
    <section className="panel" aria-labelledby="income">
      <h2 id="income">{t('income.title')}</h2>
      <div className="table-box" style={{ border: 0 }}>
        <table className="table">
          <caption className="sr">{t('income.title')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('income.item')}</th>
              {years.map((year) => (
                <th key={year.year} scope="col" className="num">
                  {t('income.year', { year: year.year })}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {incomeLines(years).map((line) => (
              <tr
                key={line.item}
                className={
                  line.level === 'item' ? 'income-item' : line.level === 'total' ? 'income-total' : undefined
                }
              >
                <th scope="row">{label(line.item)}</th>
                {years.map((year) => (
                  <td key={year.year} className="num">
                    <Amount year={year} line={line} label={label(line.item)} />
                  </td>
                ))}
              </tr>
            ))}
            <Declared years={years} />
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Amount({
  year,
  line,
  label,
}: {
  readonly year: YearAccount;
  readonly line: IncomeLine;
  readonly label: string;
}) {
  const entry = year.entries.get(line.item);
  if (line.level === 'total') {
    const total = line.item === 'gross' ? year.gross : year.net;
    return total === undefined ? null : yuan(total);
  }
  if (entry === undefined) {
    const total = line.level === 'source' ? sourceTotal(year.entries, line.item) : undefined;
    return total === undefined ? null : yuan(total);
  }
  return (
    <Source of={entry.provenance} about={`${label} ${year.year}`}>
      {yuan(entry.fen)}
    </Source>
  );
}

/** What the form says besides: net income when it is not the sum, and net income a head. */
function Declared({ years }: { readonly years: readonly YearAccount[] }) {
  const { t } = useTranslation();
  return (
    <>
      {years.some((year) => year.declaredNet !== undefined) && (
        <tr>
          <th scope="row">{t('income.declared')}</th>
          {years.map((year) => (
            <td key={year.year} className="num" style={{ color: 'var(--red)' }}>
              {year.declaredNet === undefined ? '' : `${yuan(year.declaredNet)} ${t('income.differs')}`}
            </td>
          ))}
        </tr>
      )}
      <tr className="income-total">
        <th scope="row">{t('income.perCapita')}</th>
        {years.map((year) => {
          const entry = year.entries.get('per_capita_net');
          return (
            <td key={year.year} className="num">
              {entry !== undefined && (
                <Source of={entry.provenance} about={`${t('income.perCapita')} ${year.year}`}>
                  {yuan(entry.fen)}
                </Source>
              )}
            </td>
          );
        })}
      </tr>
    </>
  );
}

function Nothing() {
  const { t } = useTranslation();
  return (
    <section className="panel" aria-labelledby="income">
      <h2 id="income">{t('income.title')}</h2>
      <p className="soft">{t('income.none')}</p>
    </section>
  );
}
