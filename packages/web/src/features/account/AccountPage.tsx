import { useQuery } from '@tanstack/react-query';
import { ROLES } from '@mingbai/core';
import { App } from 'antd';
import { useTranslation } from 'react-i18next';
import { sessionQuery } from '../../api/queries.ts';
import { useLanguage } from '../../i18n/useLanguage.ts';
import { PageTitle } from '../../ui/PageTitle.tsx';
import { PasswordChange } from './PasswordChange.tsx';
import { SecondFactor } from './SecondFactor.tsx';

/** My own account: what I may do and where, password, second factor. */
export function AccountPage() {
  const { t } = useTranslation();
  const language = useLanguage();
  const { message } = App.useApp();
  const session = useQuery(sessionQuery).data;
  if (session === undefined) return null;
  return (
    <div className="stack">
      <PageTitle text={t('account.title')} />
      <section className="panel">
        <h2>
          {session.user.name} <span className="soft">{session.user.username}</span>
        </h2>
        {session.grants.length === 0 ? (
          <p>{t('account.noGrant')}</p>
        ) : (
          <ul>
            {session.grants.map((grant) => (
              <li key={grant.id}>
                {ROLES[grant.role][language]} · {grant.region.name}
                {grant.department !== null && ` · ${grant.department}`}
              </li>
            ))}
          </ul>
        )}
      </section>
      <section className="panel stack" aria-labelledby="password-heading">
        <h2 id="password-heading">{t('account.password')}</h2>
        <PasswordChange onDone={() => void message.success(t('account.changed'))} />
      </section>
      <section className="panel stack" aria-labelledby="factor-heading">
        <h2 id="factor-heading">{t('account.factor')}</h2>
        <SecondFactor active={session.user.totp} />
      </section>
    </div>
  );
}
