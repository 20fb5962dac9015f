import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { listNotices, NoticeStates, type NoticeListed } from '@mingbai/core/api';
import { Checkbox, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.ts';
import { count } from '../../format/values.ts';
import { useLanguage } from '../../i18n/useLanguage.ts';
import { listPage } from '../../register/listPage.ts';
import { ListTable } from '../../register/ListTable.tsx';
import type { Column } from '../../ui/DataTable.tsx';
import { PageTitle } from '../../ui/PageTitle.tsx';
import { useToday } from '../../ui/useToday.ts';

const STATES = NoticeStates.options;

/** Every public notice of my area: what hangs out, until when, and what the public said to it. */
export function NoticesPage() {
  const { t } = useTranslation();
  const language = useLanguage();
  const today = useToday();
  const search = useSearch({ from: '/shell/notices' });
  const navigate = useNavigate({ from: '/notices' });
  const { page, rows, offset, limit } = listPage(search);
  const state = STATES.find((one) => one === search.state);
  const open = search.open === '1' ? ('1' as const) : undefined;
  const query = useQuery({
    queryKey: ['notices', state, open, offset, limit],
    queryFn: ({ signal }) => call(listNotices, { query: { state, open, offset, limit }, signal }),
    placeholderData: keepPreviousData,
  });
  const columns: Column<NoticeListed>[] = [
    {
      key: 'name',
      title: t('notices.name'),
      header: true,
      wrap: true,
      render: (notice) => (
        <Link to="/notices/$id" params={{ id: notice.id }}>
          {notice.title[language]}
        </Link>
      ),
    },
    { key: 'place', title: t('notices.place'), wide: true, render: ({ place }) => place },
    {
      key: 'period',
      title: t('notices.period'),
      render: (notice) => `${notice.from} – ${notice.until}`,
    },
    {
      key: 'state',
      title: t('notices.state.title'),
      render: (notice) => <State notice={notice} today={today} />,
    },
    { key: 'lines', title: t('notices.lines'), numeric: true, render: ({ lines }) => count(lines) },
    { key: 'objections', title: t('notices.objections'), render: (notice) => <Objections notice={notice} /> },
  ];
  return (
    <div className="stack">
      <PageTitle text={t('notices.title')} />
      <div className="row">
        <Select
          aria-label={t('notices.state.title')}
          value={state ?? ''}
          style={{ minWidth: 140 }}
          options={[
            { value: '', label: t('notices.state.all') },
            ...STATES.map((value) => ({ value, label: t(`notices.state.${value}`) })),
          ]}
          onChange={(value) => void navigate({ search: { ...search, state: value, page: undefined } })}
        />
        <Checkbox
          checked={open === '1'}
          onChange={({ target }) =>
            void navigate({ search: { ...search, open: target.checked ? '1' : undefined, page: undefined } })
          }
        >
          {t('notices.onlyOpen')}
        </Checkbox>
      </div>
      <ListTable
        caption={t('notices.list')}
        query={query}
        columns={columns}
        rowKey={({ id }) => id}
        emptyText={t('notices.empty')}
        page={page}
        rows={rows}
        onTurn={(next) => void navigate({ search: { ...search, page: String(next) } })}
      />
    </div>
  );
}

export function State({
  notice: { state, until },
  today,
}: {
  readonly notice: Pick<NoticeListed, 'state' | 'until'>;
  readonly today: string;
}) {
  const { t } = useTranslation();
  const days = Math.round((Date.parse(until) - Date.parse(today)) / 86_400_000);
  const left = days === 0 ? t('notices.lastDay') : t('notices.daysLeft', { n: days });
  return (
    <>
      {t(`notices.state.${state}`)}
      {state === 'hanging' && <span className="soft"> {left}</span>}
    </>
  );
}

function Objections({ notice: { objections, open } }: { readonly notice: NoticeListed }) {
  const { t } = useTranslation();
  if (objections === 0) return t('notices.noneYet');
  return open > 0 ? (
    <strong>{t('notices.open', { n: open })}</strong>
  ) : (
    t('notices.answeredAll', { n: objections })
  );
}
