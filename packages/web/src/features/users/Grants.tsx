import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ROLES } from '@mingbai/core';
import { removeGrant, type User } from '@mingbai/core/api';
import { Popconfirm } from 'antd';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.ts';
import { useLanguage } from '../../i18n/useLanguage.ts';
import { ProblemNote } from '../../ui/ProblemNote.tsx';
import { AddGrant } from './AddGrant.tsx';

/** Roles with their regions; giving and taking is the security administrator's. */
export function Grants({ user, mayWrite }: { readonly user: User; readonly mayWrite: boolean }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const client = useQueryClient();
  const remove = useMutation({
    mutationFn: (grant: string) => call(removeGrant, { params: { id: user.id, grant } }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['users'] }),
  });
  return (
    <section className="stack" aria-label={t('users.grants')}>
      <h2>{t('users.grants')}</h2>
      {user.grants.length === 0 && (
        <p style={{ margin: 0 }}>{mayWrite ? t('users.noGrantsYet') : t('users.noGrants')}</p>
      )}
      <ul style={{ margin: 0, paddingLeft: 18 }}>
        {user.grants.map((grant) => {
          const name = `${ROLES[grant.role][language]} · ${grant.region.name}${grant.department === null ? '' : ` · ${grant.department}`}`;
          return (
            <li key={grant.id}>
              {name}{' '}
              {mayWrite && (
                <Popconfirm title={t('users.removeSure')} onConfirm={() => remove.mutate(grant.id)}>
                  <button type="button" className="linklike" aria-label={t('users.removeOf', { name })}>
                    {t('users.remove')}
                  </button>
                </Popconfirm>
              )}
            </li>
          );
        })}
      </ul>
      {remove.error !== null && <ProblemNote error={remove.error} />}
      {mayWrite && <AddGrant user={user} />}
    </section>
  );
}
