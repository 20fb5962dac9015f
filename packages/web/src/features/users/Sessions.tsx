import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { listSessions, revokeSession, type User } from '@mingbai/core/api';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.ts';
import { moment } from '../../format/values.ts';
import { Loading } from '../../ui/Loading.tsx';
import { ProblemNote } from '../../ui/ProblemNote.tsx';

/** Where the account is signed in; each session, or all, can be ended. */
export function Sessions({ user }: { readonly user: User }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const query = useQuery({
    queryKey: ['sessions', user.id],
    queryFn: ({ signal }) => call(listSessions, { params: { id: user.id }, signal }),
  });
  const revoke = useMutation({
    mutationFn: (session: string) => call(revokeSession, { params: { id: user.id, session } }),
    onSuccess: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: ['sessions', user.id] }),
        client.invalidateQueries({ queryKey: ['users'] }),
      ]),
  });
  const sessions = query.data ?? [];
  const error = query.error ?? revoke.error;
  return (
    <section className="stack" aria-label={t('users.sessionsTitle')}>
      <h2>{t('users.sessionsTitle')}</h2>
      {query.isPending && <Loading />}
      {error !== null && <ProblemNote error={error} />}
      {query.isSuccess && sessions.length === 0 && <p style={{ margin: 0 }}>{t('users.noSessions')}</p>}
      <ul style={{ margin: 0, paddingLeft: 18 }}>
        {sessions.map((session) => (
          <li key={session.id}>
            {t('users.session', { from: moment(session.createdAt), until: moment(session.expiresAt) })}{' '}
            {session.address} <span className="soft">{session.agent}</span>{' '}
            <button type="button" className="linklike" onClick={() => revoke.mutate(session.id)}>
              {t('users.revoke')}
            </button>
          </li>
        ))}
      </ul>
      {sessions.length > 1 && (
        <div>
          <Button danger onClick={() => revoke.mutate('all')}>
            {t('users.revokeAll')}
          </Button>
        </div>
      )}
    </section>
  );
}
