import { useMutation, useQueryClient } from '@tanstack/react-query';
import { confirmTotp, startTotp, stopTotp } from '@mingbai/core/api';
import { Button, Form, Input, QRCode } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.ts';
import { sessionQuery } from '../../api/queries.ts';
import { ProblemNote } from '../../ui/ProblemNote.tsx';
import { CodeForm } from '../signin/CodeForm.tsx';

interface Started {
  readonly uri: string;
  readonly backupCodes: readonly string[];
}

/** Password → QR code and backup codes → first code. Or, when there is one, remove it with the password. */
export function SecondFactor({ active }: { readonly active: boolean }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [started, setStarted] = useState<Started | null>(null);
  const refresh = () => client.invalidateQueries({ queryKey: sessionQuery.queryKey });
  const start = useMutation({
    mutationFn: (password: string) => call(startTotp, { body: { password } }),
    onSuccess: setStarted,
  });
  const stop = useMutation({
    mutationFn: (password: string) => call(stopTotp, { body: { password } }),
    onSuccess: refresh,
  });
  const confirm = useMutation({
    mutationFn: (code: string) => call(confirmTotp, { body: { code } }),
    onSuccess: async () => {
      setStarted(null);
      await refresh();
    },
  });
  if (started !== null) {
    return (
      <div className="row" style={{ alignItems: 'flex-start', gap: 24 }}>
        <div>
          <p>{t('account.scan')}</p>
          <div role="img" aria-label={t('account.qr')}>
            <QRCode value={started.uri} size={176} type="svg" aria-label={t('account.qr')} />
          </div>
          <details>
            <summary>{t('account.byHand')}</summary>
            <code style={{ overflowWrap: 'anywhere' }}>
              {new URL(started.uri).searchParams.get('secret')}
            </code>
          </details>
        </div>
        <div>
          <p>{t('account.backup')}</p>
          <pre>{started.backupCodes.join('\n')}</pre>
          <CodeForm
            busy={confirm.isPending}
            error={confirm.error}
            onSubmit={(code) => confirm.mutate(code)}
            onBack={() => setStarted(null)}
          />
        </div>
      </div>
    );
  }
  const action = active ? stop : start;
  return (
    <>
      <p style={{ margin: 0 }}>{active ? t('account.factorOn') : t('account.factorOff')}</p>
      <Form<{ password: string }>
        name="factor"
        layout="vertical"
        requiredMark={false}
        onFinish={({ password }) => action.mutate(password)}
        style={{ maxWidth: 340 }}
      >
        <Form.Item
          name="password"
          label={t('account.current')}
          rules={[{ required: true, message: t('form.required') }]}
        >
          <Input.Password autoComplete="current-password" />
        </Form.Item>
        {action.error !== null && <ProblemNote error={action.error} />}
        <Button htmlType="submit" danger={active} loading={action.isPending}>
          {active ? t('account.factorStop') : t('account.factorStart')}
        </Button>
      </Form>
    </>
  );
}
