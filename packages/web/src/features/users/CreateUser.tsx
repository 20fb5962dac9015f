import { useMutation, useQueryClient } from '@tanstack/react-query';
import { createUser } from '@mingbai/core/api';
import { Button, Form, Input, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.ts';
import { OneTimePassword } from '../../ui/OneTimePassword.tsx';
import { ProblemNote } from '../../ui/ProblemNote.tsx';

interface Fields {
  readonly username: string;
  readonly name: string;
}

/** A new account; its one-time password is shown here once. Roles are given by the security administrator. */
export function CreateUser() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [open, setOpen] = useState(false);
  const create = useMutation({
    mutationFn: (fields: Fields) => call(createUser, { body: fields }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['users'] }),
    gcTime: 0,
  });
  const close = () => {
    setOpen(false);
    create.reset();
  };
  const required = { required: true, message: t('form.required') };
  return (
    <>
      <Button type="primary" onClick={() => setOpen(true)}>
        {t('users.create')}
      </Button>
      <Modal
        open={open}
        title={t('users.create')}
        footer={null}
        destroyOnHidden
        mask={{ closable: false }}
        onCancel={close}
      >
        {create.data === undefined ? (
          <Form<Fields> layout="vertical" requiredMark={false} onFinish={(fields) => create.mutate(fields)}>
            <Form.Item name="name" label={t('users.name')} rules={[required]}>
              <Input autoFocus maxLength={40} />
            </Form.Item>
            <Form.Item
              name="username"
              label={t('signIn.username')}
              extra={t('users.usernameHint')}
              rules={[required, { pattern: /^[a-z0-9._-]{2,40}$/, message: t('users.usernameWrong') }]}
            >
              <Input autoCapitalize="none" autoComplete="off" />
            </Form.Item>
            {create.error !== null && <ProblemNote error={create.error} />}
            <Button type="primary" htmlType="submit" loading={create.isPending}>
              {t('users.create')}
            </Button>
          </Form>
        ) : (
          <>
            <p>{t('users.created', { name: create.data.user.name })}</p>
            <OneTimePassword password={create.data.password} />
            <p className="soft">{t('users.grantNext')}</p>
            <Button onClick={close}>{t('action.close')}</Button>
          </>
        )}
      </Modal>
    </>
  );
}
