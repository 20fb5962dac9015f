import { useNavigate, useSearch } from '@tanstack/react-router';
import { Tabs } from 'antd';
import { useTranslation } from 'react-i18next';
import { PageTitle } from '../../ui/PageTitle.tsx';
import { Entries } from './Entries.tsx';
import { Seals } from './Seals.tsx';
import { Verify } from './Verify.tsx';

/** Who did what; the chain of seals; and whether it is whole. */
export function JournalPage() {
  const { t } = useTranslation();
  const { tab } = useSearch({ from: '/shell/journal' });
  const navigate = useNavigate({ from: '/journal' });
  return (
    <div>
      <PageTitle text={t('menu.journal')} />
      <Tabs
        activeKey={tab ?? 'entries'}
        destroyOnHidden
        onChange={(key) => void navigate({ search: { tab: key } })}
        items={[
          { key: 'entries', label: t('journal.entries'), children: <Entries /> },
          { key: 'seals', label: t('journal.seals'), children: <Seals /> },
          { key: 'verify', label: t('journal.verify'), children: <Verify /> },
        ]}
      />
    </div>
  );
}
