import type { User } from '@mingbai/core/api';
import { Drawer } from 'antd';
import { useTranslation } from 'react-i18next';
import { AccountActions } from './AccountActions.tsx';
import { Grants } from './Grants.tsx';
import { Sessions } from './Sessions.tsx';

interface Props {
  readonly user: User | undefined;
  readonly may: readonly string[];
  readonly onClose: () => void;
}

/** One account: what the system administrator, and what the security administrator, may do to it. */
export function UserDrawer({ user, may, onClose }: Props) {
  const { t } = useTranslation();
  return (
    <Drawer
      open={user !== undefined}
      onClose={onClose}
      size="min(560px, 100vw)"
      title={user === undefined ? '' : `${user.name} (${user.username})`}
      destroyOnHidden
      closable={{ 'aria-label': t('action.close') }}
    >
      {user !== undefined && (
        <div className="stack" style={{ gap: 20 }}>
          {may.includes('user.write') && <AccountActions key={user.id} user={user} />}
          <Grants user={user} mayWrite={may.includes('grant.write')} />
          {may.includes('session.revoke') && <Sessions user={user} />}
        </div>
      )}
    </Drawer>
  );
}
