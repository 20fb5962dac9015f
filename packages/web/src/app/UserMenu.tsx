import { DownOutlined } from '@ant-design/icons';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { signOut, type Session } from '@mingbai/core/api';
import { Button, Dropdown } from 'antd';
import { useTranslation } from 'react-i18next';
import { call } from '../api/call.ts';
import { noteSignedIn } from '../api/signedIn.ts';
import { isSignedOut } from '../api/problem.ts';

export function UserMenu({ user }: { readonly user: Session['user'] }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const navigate = useNavigate();
  const leave = useMutation({
    mutationFn: () =>
      call(signOut, {}).catch((error: unknown) => {
        if (!isSignedOut(error)) throw error;
      }),
    onSuccess: async () => {
      await navigate({ to: '/sign-in' });
      noteSignedIn(false);
      client.clear();
    },
  });
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: [
          { key: 'account', label: t('shell.account'), onClick: () => void navigate({ to: '/account' }) },
          { key: 'leave', label: t('shell.signOut'), onClick: () => leave.mutate() },
        ],
      }}
    >
      <Button type="text" loading={leave.isPending} aria-haspopup="menu">
        {user.name} <DownOutlined aria-hidden="true" />
      </Button>
    </Dropdown>
  );
}
