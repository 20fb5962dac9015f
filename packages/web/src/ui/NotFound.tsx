import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { PageTitle } from './PageTitle.tsx';

export function NotFound() {
  const { t } = useTranslation();
  return (
    <div className="state">
      <PageTitle text={t('state.noPage')} />
      <p>
        <Link to="/">{t('state.toStart')}</Link>
      </p>
    </div>
  );
}
