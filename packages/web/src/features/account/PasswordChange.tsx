import { useMutation, useQueryClient } from '@tanstack/react-query';
import { changePassword } from '@mingbai/core/api';
import { Button, Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.ts';
import { sessionQuery } from '../../api/queries.ts';
import { ProblemNote } from '../../ui/ProblemNote.tsx';

interface Fields {
  readonly current: string;
  readonly next: string;
  readonly again: string;
}

/** Current password and the new one twice; 12 characters or more, as the contract says. */
export function PasswordChange({ onDone }: { readonly onDone: () => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [form] = Form.useForm<Fields>();
  const change = useMutation({
    mutationFn: ({ current, next }: Fields) => call(changePassword, { body: { current, next } }),
    onSuccess: async () => {
      form.resetFields();
      await client.invalidateQueries({ queryKey: sessionQuery.queryKey });
      onDone();
    },
  });
  const required = { required: true, message: t('form.required') };
  return (
    <Form<Fields>
      form={form}
      layout="vertical"
      requiredMark={false}
      onFinish={(fields) => change.mutate(fields)}
      style={{ maxWidth: 340 }}
    >
      <Form.Item name="current" label={t('account.current')} rules={[required]}>
        <Input.Password autoComplete="current-password" />
      </Form.Item>
      <Form.Item
        name="next"
        label={t('account.next')}
        extra={t('account.nextHint')}
        rules={[required, { min: 12, message: t('account.nextShort') }]}
      >
        <Input.Password autoComplete="new-password" maxLength={200} />
      </Form.Item>
      <Form.Item
        name="again"
        label={t('account.again')}
        dependencies={['next']}
        rules={[
          required,
          ({ getFieldValue }) => ({
            validator: (_, value: unknown) =>
              value === getFieldValue('next')
                ? Promise.resolve()
                : Promise.reject(new Error(t('account.differs'))),
          }),
        ]}
      >
        <Input.Password autoComplete="new-password" maxLength={200} />
      </Form.Item>
      {change.error !== null && <ProblemNote error={change.error} />}
      <Button type="primary" htmlType="submit" loading={change.isPending}>
        {t('account.change')}
      </Button>
    </Form>
  );
}
