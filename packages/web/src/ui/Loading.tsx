import { useTranslation } from 'react-i18next';
import './states.css';

/** Said to screen readers at once, shown after a moment so that quick answers do not flicker. */
export function Loading() {
  const { t } = useTranslation();
  return (
    <p className="loading" role="status">
      {t('state.loading')}
    </p>
  );
}
