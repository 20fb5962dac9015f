import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { recordDecision, type HouseholdJudgement } from '@mingbai/core/api';
import { Button } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../../api/call.ts';
import { sessionQuery } from '../../../api/queries.ts';
import { ProblemNote } from '../../../ui/ProblemNote.tsx';

interface Props {
  readonly household: string;
  readonly one: HouseholdJudgement;
}

/** Records a judgement as the decision that was made, with the facts and rules it was made by. */
export function RecordDecision({ household, one }: Props) {
  const { t } = useTranslation();
  const id = useId();
  const client = useQueryClient();
  const may = useQuery(sessionQuery).data?.permissions.includes('policy.decide') === true;
  const [note, setNote] = useState('');
  const [key] = useState(() => crypto.randomUUID());
  const record = useMutation({
    mutationFn: () =>
      call(recordDecision, {
        params: { id: household },
        body: {
          decision: one.decision.zh,
          person: one.person?.id ?? null,
          version: one.version,
          key,
          ...(note.trim() === '' ? {} : { note: note.trim() }),
        },
      }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['decisions-made', household] }),
  });
  if (!may) return null;
  return (
    <div className="row no-print">
      <label htmlFor={id}>{t('made.note')}</label>
      <input id={id} value={note} onChange={({ target }) => setNote(target.value)} />
      <Button loading={record.isPending} disabled={record.isSuccess} onClick={() => record.mutate()}>
        {t('made.record')}
      </Button>
      <span role="status">{record.isSuccess && t('made.recorded')}</span>
      {record.isError && <ProblemNote error={record.error} />}
    </div>
  );
}
