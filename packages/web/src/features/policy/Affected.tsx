import { useMutation, useQuery } from '@tanstack/react-query';
import { tryPolicy, type PolicyModelView } from '@mingbai/core/api';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.ts';
import { sessionQuery } from '../../api/queries.ts';
import { count } from '../../format/values.ts';
import { DataTable } from '../../ui/DataTable.tsx';
import { ProblemNote } from '../../ui/ProblemNote.tsx';
import { Outcome } from './Outcome.tsx';

/** Who is affected: how many of the register have which result today. Counted when somebody asks. */
export function Affected({ model }: { readonly model: PolicyModelView }) {
  const { t } = useTranslation();
  const tries = useQuery(sessionQuery).data?.permissions.includes('policy.try') === true;
  const ask = useMutation({
    mutationFn: () => call(tryPolicy, { body: { decision: model.name.zh, set: {} } }),
  });
  if (!tries || model.subject === null) return null;
  return (
    <div className="stack">
      <p>
        <Button loading={ask.isPending} onClick={() => ask.mutate()}>
          {t('policy.affected')}
        </Button>
      </p>
      {ask.isError && <ProblemNote error={ask.error} />}
      {ask.data !== undefined && (
        <DataTable
          caption={t('policy.affected')}
          rows={ask.data.outcomes}
          rowKey={({ after }) => after ?? ''}
          columns={[
            {
              key: 'result',
              title: t('policy.result'),
              header: true,
              render: ({ after }) => <Outcome text={after} />,
            },
            { key: 'count', title: t('policy.number'), numeric: true, render: (row) => count(row.count) },
          ]}
        />
      )}
    </div>
  );
}
