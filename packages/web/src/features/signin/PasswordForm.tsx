import { Button, Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
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
  return (
    <Form<Credentials>
      layout="vertical"
      size="middle"
      requiredMark={false}
      onFinish={({ username, password }) => onSubmit({ username: username.trim(), password })}
    >
      <Form.Item
        name="username"
        label={t('signIn.username')}
        rules={[{ required: true, message: t('form.required') }]}
      >
        <Input autoFocus autoComplete="username" autoCapitalize="none" spellCheck={false} maxLength={64} />
      </Form.Item>
      <Form.Item
        name="password"
        label={t('signIn.password')}
        rules={[{ required: true, message: t('form.required') }]}
      >
        <Input.Password autoComplete="current-password" maxLength={200} />
      </Form.Item>
      {error !== null && <ProblemNote error={error} />}
      <Button type="primary" htmlType="submit" loading={busy} block style={{ marginTop: 12 }}>
        {t('signIn.enter')}
      </Button>
    </Form>
  );
}
