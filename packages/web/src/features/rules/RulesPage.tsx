import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { PageTitle } from '../../ui/PageTitle.tsx';
import { Tabs } from '../../ui/Tabs.tsx';
import { Library } from './Library.tsx';
import { RunNow } from './RunNow.tsx';
import { Runs } from './Runs.tsx';
import '../findings/findings.css';

/** The data rules in the clerk's words, with what they found, and their runs. */
export function RulesPage() {
  const { t } = useTranslation();
  const { tab } = useSearch({ from: '/shell/rules' });
  const navigate = useNavigate({ from: '/rules' });
  return (
    <div className="stack">
      <div className="row">
        <PageTitle text={t('menu.rules')} />
        <span className="grow" />
        <RunNow />
      </div>
      <Tabs
        label={t('menu.rules')}
        chosen={tab ?? 'library'}
        onChoose={(key) => void navigate({ search: { tab: key } })}
        tabs={[
          { key: 'library', label: t('rules.library'), content: () => <Library /> },
          { key: 'runs', label: t('rules.runs'), content: () => <Runs /> },
        ]}
      />
    </div>
  );
}
