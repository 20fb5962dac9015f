import { MenuOutlined } from '@ant-design/icons';
import { Link } from '@tanstack/react-router';
import type { Session } from '@mingbai/core/api';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { LanguageSwitch } from '../ui/LanguageSwitch.tsx';
import { HatSwitch } from './HatSwitch.tsx';
import { UserMenu } from './UserMenu.tsx';

interface Props {
  readonly session: Session;
  readonly menuOpen: boolean;
  readonly onMenu: () => void;
}

export function TopBar({ session, menuOpen, onMenu }: Props) {
  const { t } = useTranslation();
  return (
    <header className="top">
      <Button
        className="top-menu"
        icon={<MenuOutlined />}
        aria-label={t('shell.menu')}
        aria-expanded={menuOpen}
        aria-controls="menu"
        onClick={onMenu}
      />
      <Link to="/" className="top-name">
        <img src="/mingbai.svg" alt="" width={20} height={20} /> {t('product')}
      </Link>
      <HatSwitch session={session} />
      <span className="grow" />
      <LanguageSwitch />
      <UserMenu user={session.user} />
    </header>
  );
}
