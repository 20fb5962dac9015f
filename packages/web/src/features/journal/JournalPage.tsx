import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { PageTitle } from '../../ui/PageTitle.tsx';
import { Tabs } from '../../ui/Tabs.tsx';
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
        label={t('menu.journal')}
        chosen={tab ?? 'entries'}
        onChoose={(key) => void navigate({ search: { tab: key } })}
        tabs={[
          { key: 'entries', label: t('journal.entries'), content: () => <Entries /> },
          { key: 'seals', label: t('journal.seals'), content: () => <Seals /> },
          { key: 'verify', label: t('journal.verify'), content: () => <Verify /> },
        ]}
      />
    </div>
  );
}
