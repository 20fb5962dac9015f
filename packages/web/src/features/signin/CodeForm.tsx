import { Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PlainField } from '../../ui/PlainField.tsx';
import { ProblemNote } from '../../ui/ProblemNote.tsx';

// Six digits, or one of the backup codes, as the contract has it.
const CODE = /^(\d{6}|[A-Za-z0-9]{5}-[A-Za-z0-9]{5})$/;

interface Props {
  readonly busy: boolean;
  readonly error: unknown;
  readonly onSubmit: (code: string) => void;
  readonly onBack?: () => void;
}

/** Six digits from the authenticator, or a backup code. */
export function CodeForm({ busy, error, onSubmit, onBack }: Props) {
  const { t } = useTranslation();
  const [code, setCode] = useState('');
  const [tried, setTried] = useState(false);
  const good = CODE.test(code.trim());
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (good) onSubmit(code.trim());
      }}
    >
      <PlainField
        label={t('signIn.code')}
        hint={t('signIn.codeHint')}
        wrong={tried && !good ? t('signIn.codeShape') : undefined}
      >
        {(field) => (
          <Input
            {...field}
            size="middle"
            autoFocus
            autoComplete="one-time-code"
            maxLength={11}
            value={code}
            onChange={(event) => setCode(event.target.value)}
          />
        )}
      </PlainField>
      {error !== null && <ProblemNote error={error} />}
      <div className="row" style={{ marginTop: 12 }}>
        <Button type="primary" htmlType="submit" loading={busy}>
          {t('action.continue')}
        </Button>
        {onBack !== undefined && <Button onClick={onBack}>{t('action.back')}</Button>}
      </div>
    </form>
  );
}
