import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { listNotices } from '@mingbai/core/api';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.ts';
import { useLanguage } from '../../i18n/useLanguage.ts';
import { Panel } from './Panel.tsx';

const SHOWN = 6;

/** Notices that hang out, those with objections that nobody has answered named as such. */
export function HangingNotices() {
  const { t } = useTranslation();
  const language = useLanguage();
  const query = useQuery({
    queryKey: ['notices', 'workbench'],
    queryFn: ({ signal }) =>
      call(listNotices, { query: { state: 'hanging', offset: 0, limit: SHOWN }, signal }),
  });
  const rows = query.data?.rows ?? [];
  return (
    <Panel
      title={t('workbench.notices')}
      to={<Link to="/notices">{t('workbench.all')}</Link>}
      query={query}
      emptyText={t('workbench.noNotices')}
    >
      {rows.map((notice) => (
        <li key={notice.id}>
          <Link to="/notices/$id" params={{ id: notice.id }}>
            {notice.title[language]}
          </Link>{' '}
          <span className="soft">{t('workbench.until', { day: notice.until })}</span>{' '}
          {notice.open > 0 && <strong className="late">{t('notices.open', { n: notice.open })}</strong>}
        </li>
      ))}
    </Panel>
  );
}
