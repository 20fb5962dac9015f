import { useMutation } from '@tanstack/react-query';
import { verifyJournal } from '@mingbai/core/api';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.ts';
import { count } from '../../format/values.ts';
import { DataTable } from '../../ui/DataTable.tsx';
import { ProblemNote } from '../../ui/ProblemNote.tsx';
import { StateWord } from '../../ui/StateWord.tsx';

/** Recomputes every hash on the server. Who trusts nobody runs `mingbai verify` elsewhere. */
export function Verify() {
  const { t } = useTranslation();
  const verify = useMutation({ mutationFn: () => call(verifyJournal, {}) });
  return (
    <div className="stack">
      <p style={{ margin: 0 }}>{t('journal.verifyWhy')}</p>
      <div>
        <Button type="primary" loading={verify.isPending} onClick={() => verify.mutate()}>
          {t('journal.verifyNow')}
        </Button>
      </div>
      {verify.error !== null && <ProblemNote error={verify.error} />}
      {verify.data !== undefined && (
        <div role="status">
          <DataTable
            caption={t('journal.verify')}
            rows={verify.data.counties}
            rowKey={(county) => county.county}
            cards
            columns={[
              {
                key: 'county',
                title: t('region.county'),
                header: true,
                render: (county) => county.countyName ?? county.county,
              },
              {
                key: 'intact',
                title: t('journal.result'),
                render: (county) => (
                  <StateWord tone={county.intact ? 'green' : 'red'}>
                    {county.intact ? t('journal.intact') : t('journal.broken')}
                  </StateWord>
                ),
              },
              {
                key: 'entries',
                title: t('journal.entries'),
                numeric: true,
                render: (county) => count(county.entries),
              },
              {
                key: 'seals',
                title: t('journal.seals'),
                numeric: true,
                render: (county) => count(county.seals),
              },
              {
                key: 'unsealed',
                title: t('journal.unsealed'),
                numeric: true,
                render: (county) => count(county.unsealed),
              },
              {
                key: 'broken',
                title: t('journal.where'),
                wide: true,
                render: (county) => county.broken ?? '',
              },
            ]}
          />
        </div>
      )}
    </div>
  );
}
