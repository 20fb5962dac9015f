import { Button, Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { ProblemNote } from '../../ui/ProblemNote.tsx';

interface Props {
  readonly busy: boolean;
  readonly error: unknown;
  readonly onSubmit: (code: string) => void;
  readonly onBack?: () => void;
}

// Six digits, or one of the backup codes, as the contract has it.
const CODE = /^(\d{6}|[A-Za-z0-9]{5}-[A-Za-z0-9]{5})$/;

/** Six digits from the authenticator, or a backup code. */
export function CodeForm({ busy, error, onSubmit, onBack }: Props) {
  const { t } = useTranslation();
  return (
    <Form<{ code: string }>
      layout="vertical"
      size="middle"
      requiredMark={false}
      onFinish={({ code }) => onSubmit(code)}
    >
      <Form.Item
        name="code"
        label={t('signIn.code')}
        extra={t('signIn.codeHint')}
        rules={[{ required: true, pattern: CODE, message: t('signIn.codeShape') }]}
      >
        <Input autoFocus autoComplete="one-time-code" maxLength={11} />
      </Form.Item>
      {error !== null && <ProblemNote error={error} />}
      <div className="row" style={{ marginTop: 12 }}>
        <Button type="primary" htmlType="submit" loading={busy}>
          {t('action.continue')}
        </Button>
        {onBack !== undefined && <Button onClick={onBack}>{t('action.back')}</Button>}
      </div>
    </Form>
  );
}
