import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { ROLES } from '@mingbai/core';
import { listUsers, type User } from '@mingbai/core/api';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.ts';
import { sessionQuery } from '../../api/queries.ts';
import { pick } from '../../app/address.ts';
import { moment } from '../../format/values.ts';
import { useLanguage } from '../../i18n/useLanguage.ts';
import { ListHead } from '../../register/ListHead.tsx';
import { ListTable } from '../../register/ListTable.tsx';
import { listPage } from '../../register/listPage.ts';
import { SearchBox } from '../../register/SearchBox.tsx';
import type { Column } from '../../ui/DataTable.tsx';
import { StateWord } from '../../ui/StateWord.tsx';
import { CreateUser } from './CreateUser.tsx';
import { UserDrawer } from './UserDrawer.tsx';
import { userState } from './userState.ts';

/** Accounts of my area; one opens at the side with what I may do to it. */
export function UsersPage() {
  const { t } = useTranslation();
  const language = useLanguage();
  const search = useSearch({ from: '/shell/users' });
  const navigate = useNavigate({ from: '/users' });
  const { page, rows, offset, limit } = listPage(search);
  const may = useQuery(sessionQuery).data?.permissions ?? [];
  const query = useQuery({
    queryKey: ['users', search.q, offset, limit],
    queryFn: ({ signal }) => call(listUsers, { query: { q: search.q, offset, limit }, signal }),
    placeholderData: keepPreviousData,
  });
  const open = (user: User | undefined) =>
    void navigate({
      search: (old) => pick({ ...old, user: user?.id }, ['q', 'page', 'user']),
    });
  const columns: Column<User>[] = [
    {
      key: 'name',
      title: t('users.name'),
      header: true,
      render: (user) => (
        <button type="button" className="linklike" onClick={() => open(user)}>
          {user.name}
        </button>
      ),
    },
    { key: 'username', title: t('signIn.username'), render: (user) => user.username },
    {
      key: 'state',
      title: t('users.state'),
      render: (user) => (
        <StateWord tone={userState(user).tone}>{t(`users.${userState(user).word}`)}</StateWord>
      ),
    },
    {
      key: 'grants',
      title: t('users.grants'),
      wide: true,
      render: (user) =>
        user.grants.map((grant) => `${ROLES[grant.role][language]} · ${grant.region.name}`).join('；') ||
        t('users.noGrants'),
    },
    { key: 'totp', title: t('users.totp'), render: (user) => (user.totp ? t('users.on') : t('users.off')) },
    { key: 'sessions', title: t('users.sessions'), numeric: true, render: (user) => user.sessions },
    {
      key: 'seen',
      title: t('users.lastSeen'),
      render: (user) => (user.lastSeen === null ? t('users.never') : moment(user.lastSeen)),
    },
  ];
  const chosen = query.data?.rows.find((user) => user.id === search.user);
  return (
    <div className="stack">
      <ListHead
        title={t('menu.users')}
        total={query.data?.total}
        exact
        unit={t('unit.persons', { n: query.data?.total ?? 0 })}
        filtered={search.q !== undefined}
        onClear={() => void navigate({ search: {} })}
      >
        {may.includes('user.write') && <CreateUser />}
      </ListHead>
      <div className="row" role="search">
        <SearchBox
          value={search.q ?? ''}
          label={t('filter.search')}
          hint={t('users.searchHint')}
          onSearch={(q) => void navigate({ search: q === '' ? {} : { q }, replace: true })}
        />
      </div>
      <ListTable
        caption={t('menu.users')}
        query={query}
        columns={columns}
        rowKey={(user) => user.id}
        emptyText={t('users.empty')}
        onClear={search.q !== undefined ? () => void navigate({ search: {} }) : undefined}
        page={page}
        rows={rows}
        onTurn={(next) => void navigate({ search: (old) => ({ ...old, page: String(next) }) })}
      />
      <UserDrawer user={chosen} may={may} onClose={() => open(undefined)} />
    </div>
  );
}
