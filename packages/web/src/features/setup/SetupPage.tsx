import { useMutation, useQueryClient } from '@tanstack/react-query';
import { runSetup } from '@mingbai/core/api';
import { Button, Form, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.ts';
import { setupQuery } from '../../api/queries.ts';
import { Bare } from '../../ui/Bare.tsx';
import { ProblemNote } from '../../ui/ProblemNote.tsx';
import { CountyPicker } from './CountyPicker.tsx';
import { SetupDone } from './SetupDone.tsx';

interface Fields {
  readonly username: string;
  readonly name: string;
  readonly password: string;
}

/** First run: which county this is for, and who looks after the system. */
export function SetupPage() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [county, setCounty] = useState<string | null>(null);
  const [asked, setAsked] = useState(false);
  const run = useMutation({
    mutationFn: (fields: Fields & { readonly county: string }) => call(runSetup, { body: fields }),
  });
  if (run.data !== undefined) {
    return (
      <SetupDone
        accounts={run.data.accounts}
        onLeave={() => client.setQueryData(setupQuery.queryKey, (old) => old && { ...old, needed: false })}
      />
    );
  }
  const required = { required: true, message: t('form.required') };
  return (
    <Bare title={t('setup.title')} wide>
      <p>{t('setup.intro')}</p>
      <CountyPicker value={county} onChange={setCounty} missing={asked && county === null} />
      <Form<Fields>
        layout="vertical"
        requiredMark={false}
        onFinishFailed={() => setAsked(true)}
        onFinish={(fields) => {
          setAsked(true);
          if (county !== null) run.mutate({ ...fields, county });
        }}
      >
        <h2 style={{ margin: '16px 0 8px' }}>{t('setup.administrator')}</h2>
        <Form.Item
          name="username"
          label={t('signIn.username')}
          extra={t('users.usernameHint')}
          rules={[required, { pattern: /^[a-z0-9._-]{2,40}$/, message: t('users.usernameWrong') }]}
        >
          <Input autoComplete="username" autoCapitalize="none" />
        </Form.Item>
        <Form.Item name="name" label={t('users.name')} rules={[required]}>
          <Input autoComplete="name" maxLength={40} />
        </Form.Item>
        <Form.Item
          name="password"
          label={t('signIn.password')}
          extra={t('account.nextHint')}
          rules={[required, { min: 12, message: t('account.nextShort') }]}
        >
          <Input.Password autoComplete="new-password" maxLength={200} />
        </Form.Item>
        {run.error !== null && <ProblemNote error={run.error} />}
        <Button type="primary" htmlType="submit" loading={run.isPending}>
          {t('setup.create')}
        </Button>
        {run.isPending && (
          <p role="status" className="row">
            <progress aria-label={t('setup.creating')} /> {t('setup.creating')}
          </p>
        )}
      </Form>
    </Bare>
  );
}
