import { Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PlainField } from '../../ui/PlainField.tsx';
import { ProblemNote } from '../../ui/ProblemNote.tsx';

export interface Credentials {
  readonly username: string;
  readonly password: string;
}

interface Props {
  readonly busy: boolean;
  readonly error: unknown;
  readonly onSubmit: (credentials: Credentials) => void;
}

export function PasswordForm({ busy, error, onSubmit }: Props) {
  const { t } = useTranslation();
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  const [tried, setTried] = useState(false);
  const missing = (text: string) => (tried && text.trim() === '' ? t('form.required') : undefined);
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (username.trim() !== '' && password !== '') onSubmit({ username: username.trim(), password });
      }}
    >
      <PlainField label={t('signIn.username')} wrong={missing(username)}>
        {(field) => (
          <Input
            {...field}
            size="middle"
            name="username"
            autoFocus
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            maxLength={64}
            value={username}
            onChange={(event) => setUsername(event.target.value)}
          />
        )}
      </PlainField>
      <PlainField label={t('signIn.password')} wrong={missing(password)}>
        {(field) => (
          <Input.Password
            {...field}
            size="middle"
            name="password"
            autoComplete="current-password"
            maxLength={200}
            value={password}
            onChange={(event) => setPassword(event.target.value)}
          />
        )}
      </PlainField>
      {error !== null && <ProblemNote error={error} />}
      <Button type="primary" htmlType="submit" size="middle" loading={busy} block style={{ marginTop: 12 }}>
        {t('signIn.enter')}
      </Button>
    </form>
  );
}
