import { Link } from '@tanstack/react-router';
import { PROBLEMS, ROLES, ROLE_NAMES, type Permission } from '@mingbai/core';
import type { Session } from '@mingbai/core/api';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../i18n/useLanguage.ts';
import { PageTitle } from '../ui/PageTitle.tsx';
import '../ui/states.css';
import { PAGES, pagesFor, type PageLabel } from './pages.ts';

/** A page of another role: who does that work, and where one's own is. */
export function NotMine({ page, session }: { readonly page: PageLabel; readonly session: Session }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const permission = PAGES.find((each) => each.label === page)?.permission;
  const others = ROLE_NAMES.filter((role) =>
    (ROLES[role].permissions as readonly Permission[]).includes(permission as Permission),
  ).map((role) => ROLES[role][language]);
  const mine = pagesFor(session.permissions);
  return (
    <div className="stack">
      <PageTitle text={t(`menu.${page}`)} />
      <div className="problem" role="alert">
        <p>
          <strong>{PROBLEMS['not-allowed'][language]}</strong>
        </p>
        <p>{t('notMine.others', { roles: others.join(language === 'zh' ? '、' : ', ') })}</p>
      </div>
      {mine.length > 0 && (
        <section className="panel" aria-label={t('notMine.mine')}>
          <h2>{t('notMine.mine')}</h2>
          <ul>
            {mine.map(({ to, label }) => (
              <li key={to}>
                <Link to={to} className="not-mine-link">
                  {t(`menu.${label}`)}
                </Link>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}
