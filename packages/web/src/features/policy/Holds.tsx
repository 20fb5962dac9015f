import type { PolicyModelView } from '@mingbai/core/api';
import { useTranslation } from 'react-i18next';

/** Where and since when it holds. */
export function Holds({ model: { region, place, from, to } }: { readonly model: PolicyModelView }) {
  const { t } = useTranslation();
  const where = /^0+$/.test(region) ? t('policy.country') : (place ?? region);
  const when = to === null ? t('policy.since', { from }) : t('policy.until', { from, to });
  return `${where} ${when}`;
}
