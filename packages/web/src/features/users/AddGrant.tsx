import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ROLE_NAMES, ROLES, type Role, type RoleText } from '@mingbai/core';
import { addGrant, type User } from '@mingbai/core/api';
import { Button, Form, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.ts';
import { useLanguage } from '../../i18n/useLanguage.ts';
import { RegionPicker } from '../../register/RegionPicker.tsx';
import { ProblemNote } from '../../ui/ProblemNote.tsx';

interface Fields {
  readonly role: Role;
  readonly region: string;
  readonly department?: string;
}

export function AddGrant({ user }: { readonly user: User }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const client = useQueryClient();
  const [form] = Form.useForm<Fields>();
  const role = Form.useWatch('role', form) as Role | undefined;
  const text: RoleText | undefined = role === undefined ? undefined : ROLES[role];
  const add = useMutation({
    mutationFn: (body: Fields) => call(addGrant, { params: { id: user.id }, body }),
    onSuccess: async () => {
      form.resetFields();
      await client.invalidateQueries({ queryKey: ['users'] });
    },
  });
  const required = { required: true, message: t('form.required') };
  return (
    <Form<Fields>
      form={form}
      layout="vertical"
      requiredMark={false}
      onFinish={(fields) => add.mutate(fields)}
    >
      <Form.Item
        name="role"
        label={t('users.role')}
        rules={[required]}
        extra={
          text === undefined
            ? undefined
            : t('users.levels', { levels: text.levels.map((level) => t(`level.${level}`)).join('、') })
        }
      >
        <Select
          options={ROLE_NAMES.map((name) => ({ value: name, label: ROLES[name][language] }))}
          placeholder={t('form.choose')}
        />
      </Form.Item>
      <Form.Item label={t('filter.region')} htmlFor="grant-region" required>
        <Form.Item name="region" noStyle rules={[required]}>
          <GrantRegion />
        </Form.Item>
      </Form.Item>
      {text?.department === true && (
        <Form.Item name="department" label={t('users.department')} rules={[required]}>
          <Input maxLength={40} placeholder={t('users.departmentExample')} />
        </Form.Item>
      )}
      {add.error !== null && <ProblemNote error={add.error} />}
      <Button type="primary" htmlType="submit" loading={add.isPending}>
        {t('users.grant')}
      </Button>
    </Form>
  );
}

/** The form hands value and change in. */
function GrantRegion({
  value,
  onChange,
}: {
  readonly value?: string;
  readonly onChange?: (code: string | undefined) => void;
}) {
  return <RegionPicker id="grant-region" width="100%" value={value} onChange={(code) => onChange?.(code)} />;
}
