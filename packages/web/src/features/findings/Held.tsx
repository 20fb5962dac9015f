import type { FindingPage } from '@mingbai/core/api';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../i18n/useLanguage.ts';
import { colon, listMark } from './words.ts';

/** Whom a finding is about, who answers for them, who has it, and until when. */
export function Held({ page }: { readonly page: FindingPage }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const mark = colon(language);
  const between = listMark(language);
  const { household, subject } = page;
  return (
    <div className="row held">
      {household !== null && (
        <Link to="/households/$id" params={{ id: household.id }}>
          {t('findings.openHousehold', { name: household.head ?? household.household_no ?? household.id })}
        </Link>
      )}
      {page.cases.map((one) => (
        <Link key={one.id} to="/cases/$id" params={{ id: one.id }}>
          {t('findings.openCase', { name: one.title, procedure: one.procedure[language] })}
        </Link>
      ))}
      {page.noun === 'person' && subject.name !== household?.head && (
        <span>
          {t('findings.member')}
          {mark}
          {subject.name}
        </span>
      )}
      <span>
        {t('findings.responsible')}
        {mark}
        {page.responsible.join(between) || t('findings.nobody')}
      </span>
      <span>
        {t('findings.assignee')}
        {mark}
        {page.assignee?.name ?? t('findings.nobody')}
      </span>
      {page.due !== null && (
        <span className={page.overdue ? 'late' : undefined}>
          {t('findings.due')}
          {mark}
          {page.overdue ? t('findings.late', { day: page.due }) : page.due}
        </span>
      )}
      {page.until !== null && <span>{t('findings.untilDay', { day: page.until })}</span>}
    </div>
  );
}
