import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { Outlet, useNavigate, useRouterState } from '@tanstack/react-router';
import { App } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sessionQuery } from '../api/queries.ts';
import { MustChangePassword } from '../features/account/MustChangePassword.tsx';
import { NotMine } from './NotMine.tsx';
import { closedPage } from './pages.ts';
import { SideMenu } from './SideMenu.tsx';
import { TopBar } from './TopBar.tsx';
import './shell.css';

/** What stands around every page: skip link, top bar, menu, the page itself. */
export function Shell() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const session = useSuspenseQuery(sessionQuery).data;
  const navigate = useNavigate();
  const [menuOpen, setMenuOpen] = useState(false);
  const main = useFocusOnNewPage(() => setMenuOpen(false));
  const path = useRouterState({ select: (state) => state.location.pathname });
  const closed = closedPage(path, session.permissions);
  if (session.user.mustChangePassword) {
    return (
      <MustChangePassword
        onDone={async () => {
          await client.invalidateQueries({ queryKey: sessionQuery.queryKey });
          // Nothing was permitted until now, so the first page was one's own account.
          await navigate({ to: '/' });
        }}
      />
    );
  }
  return (
    <App className="shell" message={{ duration: 5 }}>
      <a className="skip" href="#main">
        {t('shell.skip')}
      </a>
      <TopBar session={session} menuOpen={menuOpen} onMenu={() => setMenuOpen(!menuOpen)} />
      <SideMenu permissions={session.permissions} open={menuOpen} />
      <main id="main" ref={main} tabIndex={-1} className="page">
        {closed === undefined ? <Outlet /> : <NotMine page={closed} session={session} />}
      </main>
    </App>
  );
}

/** A new page starts at its beginning for keyboard and screen reader too, not where the link stood. */
function useFocusOnNewPage(onChange: () => void) {
  const main = useRef<HTMLElement>(null);
  const path = useRouterState({ select: (state) => state.resolvedLocation?.pathname });
  const before = useRef(path);
  useEffect(() => {
    if (before.current !== undefined && before.current !== path) {
      main.current?.focus({ preventScroll: true });
      onChange();
    }
    before.current = path;
  });
  return main;
}
