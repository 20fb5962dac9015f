import { ROLES } from '@mingbai/core';
import type { runSetup } from '@mingbai/core/api';
import { App, Button, Checkbox } from 'antd';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { useLanguage } from '../../i18n/useLanguage.ts';
import { Bare } from '../../ui/Bare.tsx';
import { OneTimePassword } from '../../ui/OneTimePassword.tsx';

type Accounts = z.infer<NonNullable<(typeof runSetup)['reply']>>['accounts'];

/** The passwords are shown here and nowhere else, so leaving asks whether they are written down. */
export function SetupDone({
  accounts,
  onLeave,
}: {
  readonly accounts: Accounts;
  readonly onLeave: () => void;
}) {
  const { t } = useTranslation();
  const language = useLanguage();
  const navigate = useNavigate();
  const { message } = App.useApp();
  const [kept, setKept] = useState(false);
  useEffect(() => {
    if (kept) return;
    const stay = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', stay);
    return () => window.removeEventListener('beforeunload', stay);
  }, [kept]);
  const lines = accounts.map(({ role, username, password }) =>
    [ROLES[role][language], username, password ?? t('setup.yours')].join(' '),
  );
  return (
    <Bare title={t('setup.doneTitle')} wide>
      <p>{t('setup.doneWhy')}</p>
      {accounts.map((account) => (
        <section key={account.username} style={{ marginBottom: 12 }}>
          <h2>
            {ROLES[account.role][language]} <span className="soft">{account.username}</span>
          </h2>
          {account.password === null ? (
            <p>{t('setup.yours')}</p>
          ) : (
            <OneTimePassword password={account.password} />
          )}
        </section>
      ))}
      <p className="row no-print">
        {'clipboard' in navigator && (
          <Button
            onClick={() =>
              void navigator.clipboard
                .writeText(lines.join('\n'))
                .then(() => message.success(t('action.copied')))
            }
          >
            {t('setup.copyAll')}
          </Button>
        )}
        <Button onClick={() => window.print()}>{t('setup.print')}</Button>
      </p>
      <p className="soft">
        {t('setup.lost')} <kbd>npm run mingbai -- user reset-password {accounts[0]?.username}</kbd>
      </p>
      <p className="no-print">
        <Checkbox checked={kept} onChange={(event) => setKept(event.target.checked)}>
          {t('setup.kept')}
        </Checkbox>
      </p>
      <Button
        className="no-print"
        type="primary"
        disabled={!kept}
        onClick={() => {
          onLeave();
          void navigate({ to: '/sign-in' });
        }}
      >
        {t('setup.toSignIn')}
      </Button>
    </Bare>
  );
}
