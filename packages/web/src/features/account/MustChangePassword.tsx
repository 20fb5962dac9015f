import { useTranslation } from 'react-i18next';
import { Bare } from '../../ui/Bare.tsx';
import { PasswordChange } from './PasswordChange.tsx';

/** A one-time password opens this page and no other. */
export function MustChangePassword({ onDone }: { readonly onDone: () => void }) {
  const { t } = useTranslation();
  return (
    <Bare title={t('account.mustTitle')}>
      <p>{t('account.mustWhy')}</p>
      <PasswordChange onDone={onDone} />
    </Bare>
  );
}
