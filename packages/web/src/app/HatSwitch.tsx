import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { ROLES } from '@mingbai/core';
import { wearGrant, type Grant, type Session } from '@mingbai/core/api';
import { App, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { call } from '../api/call.ts';
import { asProblem } from '../api/problem.ts';
import { sessionQuery } from '../api/queries.ts';
import { useLanguage } from '../i18n/useLanguage.ts';

/** The role and region worn now; a choice when the account has several. */
export function HatSwitch({ session }: { readonly session: Session }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const client = useQueryClient();
  const navigate = useNavigate();
  const { message } = App.useApp();
  const wear = useMutation({
    mutationFn: (grantId: string) => call(wearGrant, { body: { grantId } }),
    onSuccess: (next) => {
      // Another hat sees another area: nothing fetched under the old one may stay.
      client.clear();
      client.setQueryData(sessionQuery.queryKey, next);
      void navigate({ to: '/' });
    },
    onError: (error) => void message.error(asProblem(error).reply.message[language]),
  });
  const name = (grant: Grant): string =>
    [grant.region.name, ROLES[grant.role][language], grant.department]
      .filter((part) => part !== null)
      .join(' · ');

  if (session.active === null) return <span className="hat">{t('shell.noHat')}</span>;
  if (session.grants.length < 2) return <span className="hat">{name(session.active)}</span>;
  return (
    <Select
      className="hat"
      aria-label={t('shell.hat')}
      variant="filled"
      value={session.active.id}
      loading={wear.isPending}
      popupMatchSelectWidth={false}
      options={session.grants.map((grant) => ({ value: grant.id, label: name(grant) }))}
      onChange={(id) => wear.mutate(id)}
    />
  );
}
