import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { ROLES, type Role, type RoleText } from '@mingbai/core';
import { listJournal, type JournalEntry } from '@mingbai/core/api';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.ts';
import { pick } from '../../app/address.ts';
import { moment } from '../../format/values.ts';
import { useLanguage } from '../../i18n/useLanguage.ts';
import { useCommandName } from '../../register/commands.ts';
import { Changes } from './Changes.tsx';
import { CommandFilter } from './CommandFilter.tsx';
import { Subject } from './Subject.tsx';
import { ListTable } from '../../register/ListTable.tsx';
import { listPage } from '../../register/listPage.ts';
import { SearchBox } from '../../register/SearchBox.tsx';
import { useActor } from '../../register/useActor.ts';
import type { Column } from '../../ui/DataTable.tsx';

const KEYS = ['command', 'actor', 'subject'] as const;

export function Entries() {
  const { t } = useTranslation();
  const language = useLanguage();
  const commandName = useCommandName();
  const actorName = useActor();
  const search = useSearch({ from: '/shell/journal' });
  const navigate = useNavigate({ from: '/journal' });
  const { page, rows, offset, limit } = listPage(search);
  const filter = pick(search, KEYS);
  const query = useQuery({
    queryKey: ['journal', filter, offset, limit],
    queryFn: ({ signal }) => call(listJournal, { query: { ...filter, offset, limit }, signal }),
    placeholderData: keepPreviousData,
  });
  const ask = (change: Partial<Record<(typeof KEYS)[number], string | undefined>>) =>
    void navigate({ search: { tab: 'entries', ...pick({ ...filter, ...change }, KEYS) }, replace: true });
  const columns: Column<JournalEntry>[] = [
    { key: 'id', title: t('journal.number'), header: true, render: (entry) => entry.id },
    { key: 'at', title: t('journal.at'), render: (entry) => moment(entry.at) },
    {
      key: 'actor',
      title: t('journal.actor'),
      render: (entry) =>
        // `陈业务（clerk）`
        entry.actorName === null ? actorName(entry.actor) : `${entry.actorName}（${entry.actor}）`,
    },
    {
      key: 'role',
      title: t('users.role'),
      render: (entry) =>
        (ROLES[entry.role as Role] as RoleText | undefined)?.[language] ??
        t(`journalRole.${entry.role as 'shell'}`, { defaultValue: '' }),
    },
    { key: 'command', title: t('journal.command'), render: (entry) => commandName(entry.command) },
    {
      key: 'subject',
      title: t('journal.subject'),
      render: (entry) => <Subject entry={entry} onAsk={(subject) => ask({ subject })} />,
    },
    { key: 'region', title: t('filter.region'), render: (entry) => entry.regionName ?? entry.region },
    { key: 'reason', title: t('journal.reason'), wrap: true, render: (entry) => entry.reason ?? '' },
    {
      key: 'changes',
      title: t('journal.changes'),
      render: (entry) => (entry.changes === null ? '' : <Changes entry={entry} />),
    },
    {
      key: 'seal',
      title: t('journal.seal'),
      numeric: true,
      render: (entry) => entry.seal ?? t('journal.unsealed'),
    },
  ];
  const clear = () => void navigate({ search: { tab: 'entries' } });
  return (
    <div className="stack">
      <div className="row" role="search">
        <CommandFilter value={filter.command} onChange={(command) => ask({ command })} />
        {(['actor', 'subject'] as const).map((key) => (
          <SearchBox
            key={key}
            value={search[key] ?? ''}
            label={t(`journal.${key}`)}
            hint={t(`journal.${key}Hint`)}
            onSearch={(text) => ask({ [key]: text })}
          />
        ))}
      </div>
      <ListTable
        caption={t('journal.entries')}
        query={query}
        columns={columns}
        rowKey={(entry) => `${entry.county}-${entry.id}`}
        emptyText={t('journal.empty')}
        onClear={Object.keys(filter).length > 0 ? clear : undefined}
        page={page}
        rows={rows}
        onTurn={(next) => void navigate({ search: (old) => ({ ...old, page: String(next) }) })}
      />
      <p className="soft">{t('journal.gaps')}</p>
    </div>
  );
}
