import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Bare } from './Bare.tsx';

export function NotFound() {
  const { t } = useTranslation();
  return (
    <Bare title={t('state.noPage')}>
      <p>
        <Link to="/">{t('state.toStart')}</Link>
      </p>
    </Bare>
  );
}
