import { useMutation, useQueryClient } from '@tanstack/react-query';
import { resetPassword, updateUser, type User } from '@mingbai/core/api';
import { Button, Form, Input, Popconfirm } from 'antd';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.ts';
import { OneTimePassword } from '../../ui/OneTimePassword.tsx';
import { ProblemNote } from '../../ui/ProblemNote.tsx';

/** Rename, disable or enable, new one-time password. */
export function AccountActions({ user }: { readonly user: User }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const params = { id: user.id };
  const refresh = () => client.invalidateQueries({ queryKey: ['users'] });
  const update = useMutation({
    mutationFn: (body: { name?: string; disabled?: boolean }) => call(updateUser, { params, body }),
    onSuccess: refresh,
  });
  const reset = useMutation({
    mutationFn: () => call(resetPassword, { params }),
    onSuccess: refresh,
    gcTime: 0,
  });
  const error = update.error ?? reset.error;
  return (
    <section className="stack" aria-label={t('users.account')}>
      <h2>{t('users.account')}</h2>
      <Form<{ name: string }>
        layout="inline"
        requiredMark={false}
        colon={false}
        initialValues={{ name: user.name }}
        onFinish={({ name }) => update.mutate({ name })}
      >
        <Form.Item
          name="name"
          label={t('users.name')}
          rules={[{ required: true, message: t('form.required') }]}
        >
          <Input maxLength={40} />
        </Form.Item>
        <Button htmlType="submit" loading={update.isPending}>
          {t('action.save')}
        </Button>
      </Form>
      <div className="row">
        <Popconfirm
          title={user.disabled ? t('users.enableSure') : t('users.disableSure')}
          onConfirm={() => update.mutate({ disabled: !user.disabled })}
        >
          <Button danger={!user.disabled}>{user.disabled ? t('users.enable') : t('users.disable')}</Button>
        </Popconfirm>
        <Popconfirm title={t('users.resetSure')} onConfirm={() => reset.mutate()}>
          <Button loading={reset.isPending}>{t('users.reset')}</Button>
        </Popconfirm>
      </div>
      {reset.data !== undefined && (
        <div role="status">
          <p style={{ margin: 0 }}>{t('users.newPassword')}</p>
          <OneTimePassword password={reset.data.password} />
        </div>
      )}
      {error !== null && <ProblemNote error={error} />}
    </section>
  );
}
