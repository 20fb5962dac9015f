import {
  ApartmentOutlined,
  AuditOutlined,
  CloudUploadOutlined,
  DesktopOutlined,
  HomeOutlined,
  IssuesCloseOutlined,
  NotificationOutlined,
  OrderedListOutlined,
  PieChartOutlined,
  ReadOutlined,
  SolutionOutlined,
  TeamOutlined,
  UserOutlined,
} from '@ant-design/icons';
import { Link } from '@tanstack/react-router';
import type { ComponentType } from 'react';
import { useTranslation } from 'react-i18next';
import { pagesFor, type PageLabel } from './pages.ts';

const ICONS: Record<PageLabel, ComponentType> = {
  workbench: DesktopOutlined,
  picture: PieChartOutlined,
  findings: IssuesCloseOutlined,
  rules: OrderedListOutlined,
  cases: SolutionOutlined,
  notices: NotificationOutlined,
  policy: ReadOutlined,
  households: HomeOutlined,
  persons: TeamOutlined,
  imports: CloudUploadOutlined,
  users: UserOutlined,
  regions: ApartmentOutlined,
  journal: AuditOutlined,
};

export function SideMenu({
  permissions,
  open,
}: {
  readonly permissions: readonly string[];
  readonly open: boolean;
}) {
  const { t } = useTranslation();
  return (
    <nav id="menu" className={`menu${open ? ' menu-open' : ''}`} aria-label={t('shell.menu')}>
      <ul>
        {pagesFor(permissions).map((page) => {
          const Icon = ICONS[page.label];
          return (
            <li key={page.to}>
              <Link
                to={page.to}
                activeProps={{ className: 'menu-here', 'aria-current': 'page' }}
                activeOptions={{ includeSearch: false }}
              >
                <span aria-hidden="true">
                  <Icon />
                </span>
                {t(`menu.${page.label}`)}
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
