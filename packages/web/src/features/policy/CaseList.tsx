import type { PolicyCase, PolicyDecisionView } from '@mingbai/core/api';
import { useTranslation } from 'react-i18next';
import { DataTable } from '../../ui/DataTable.tsx';
import { StateWord } from '../../ui/StateWord.tsx';
import { caseColumns } from './caseColumns.tsx';
import { Zh } from './Zh.tsx';

/** The cases that show what it means, each run again today. */
export function CaseList({ decisions }: { readonly decisions: readonly PolicyDecisionView[] }) {
  const { t } = useTranslation();
  const cases = decisions.flatMap((decision) => decision.cases);
  if (cases.length === 0) return <p>{t('policy.noCases')}</p>;
  return (
    <DataTable<PolicyCase>
      caption={t('policy.cases')}
      rows={cases}
      rowKey={({ zh }) => zh}
      cards
      columns={[
        ...caseColumns<PolicyCase>(t, (one) => one.place),
        {
          key: 'state',
          title: t('policy.result'),
          render: ({ wrong }) => (
            <>
              <StateWord tone={wrong === '' ? 'green' : 'red'}>
                {t(wrong === '' ? 'policy.right' : 'policy.wrong')}
              </StateWord>{' '}
              {wrong !== '' && <Zh>{wrong}</Zh>}
            </>
          ),
        },
      ]}
    />
  );
}
