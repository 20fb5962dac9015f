import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useRouter, useSearch } from '@tanstack/react-router';
import { getSession, signIn } from '@mingbai/core/api';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.ts';
import { noteSignedIn } from '../../api/signedIn.ts';
import { sessionQuery } from '../../api/queries.ts';
import { safeNext } from '../../app/address.ts';
import { Bare } from '../../ui/Bare.tsx';
import { CodeForm } from './CodeForm.tsx';
import { PasswordForm, type Credentials } from './PasswordForm.tsx';

/** Name and password, then the second factor when the account has one. */
export function SignInPage() {
  const { t } = useTranslation();
  const [waiting, setWaiting] = useState<Credentials | null>(null);
  const client = useQueryClient();
  const router = useRouter();
  const navigate = useNavigate();
  const { next } = useSearch({ from: '/sign-in' });

  const enter = useMutation({
    mutationFn: async (body: Credentials & { readonly totp?: string }) => {
      const answer = await call(signIn, { body });
      if (answer.needsTotp && !answer.signedIn) return null;
      return call(getSession, {});
    },
    onSuccess: (session, body) => {
      if (session === null) return setWaiting({ username: body.username, password: body.password });
      // Nothing of whoever sat here before may be shown.
      client.clear();
      noteSignedIn(true);
      client.setQueryData(sessionQuery.queryKey, session);
      const target = safeNext(next);
      if (target === '/') void navigate({ to: '/' });
      else router.history.push(target);
    },
  });

  return (
    <Bare title={waiting === null ? t('signIn.title') : t('signIn.codeTitle')}>
      {waiting === null ? (
        <PasswordForm busy={enter.isPending} error={enter.error} onSubmit={(body) => enter.mutate(body)} />
      ) : (
        <CodeForm
          busy={enter.isPending}
          error={enter.error}
          onSubmit={(totp) => enter.mutate({ ...waiting, totp })}
          onBack={() => {
            enter.reset();
            setWaiting(null);
          }}
        />
      )}
    </Bare>
  );
}
