import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import {
  approvePolicyDraft,
  listPolicyTrials,
  proposePolicyDraft,
  refusePolicyDraft,
  withdrawPolicyDraft,
  type PolicyDraft,
} from '@mingbai/core/api';
import { Button } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../../api/call.ts';
import { sessionQuery } from '../../../api/queries.ts';
import { moment } from '../../../format/values.ts';
import { ProblemNote } from '../../../ui/ProblemNote.tsx';

interface Props {
  readonly draft: PolicyDraft;
  readonly dirty: boolean;
  readonly onStep: (draft: PolicyDraft) => void;
}

type What = 'propose' | 'withdraw' | 'approve' | 'refuse';

/** Publication by two persons: one asks, another of the same region answers, both with their reasons. */
export function Procedure({ draft, dirty, onStep }: Props) {
  const { t } = useTranslation();
  const id = useId();
  const client = useQueryClient();
  const permissions = useQuery(sessionQuery).data?.permissions ?? [];
  const [reason, setReason] = useState('');
  const step = useMutation({
    mutationFn: async (what: What): Promise<PolicyDraft> => {
      const to = { params: { id: draft.id }, body: { reason } };
      if (what === 'withdraw') return call(withdrawPolicyDraft, to);
      if (what === 'approve') return call(approvePolicyDraft, to);
      if (what === 'refuse') return call(refusePolicyDraft, to);
      const { trials } = await call(listPolicyTrials, { query: { draft: draft.id } });
      const trial = trials.find(({ version, state }) => version === draft.version && state === 'done');
      return call(proposePolicyDraft, { ...to, body: { reason, trial: trial?.id ?? null } });
    },
    onSuccess: async (next) => {
      setReason('');
      onStep(next);
      await client.invalidateQueries({ queryKey: ['policy'] });
      await client.invalidateQueries({ queryKey: ['drafts'] });
    },
  });
  const writes = permissions.includes('policy.write');
  const may: readonly What[] = [
    ...(writes && draft.state === 'open' ? (['propose', 'withdraw'] as const) : []),
    ...(draft.mayAnswer ? (['approve', 'refuse'] as const) : []),
    ...(writes && draft.state === 'proposed' ? (['withdraw'] as const) : []),
  ];
  const { proposal, answer } = draft;
  return (
    <section className="panel stack" aria-labelledby={`${id}-way`}>
      <h2 id={`${id}-way`}>{t('drafts.way')}</h2>
      <p className="soft">{t('drafts.wayWhy')}</p>
      {[proposal, answer]
        .filter((one) => one !== null)
        .sort((a, b) => (a.at < b.at ? -1 : 1))
        .map((one) => (
          <p key={`${one.what} ${one.at}`}>
            {t(`drafts.did.${one.what}`, { name: one.name, at: moment(one.at) })} {one.reason}{' '}
            {one.trial !== null && (
              <Link to="/policy/trials/$id" params={{ id: one.trial }}>
                {t('drafts.itsTrial')}
              </Link>
            )}
          </p>
        ))}
      {may.length > 0 && (
        <>
          <label htmlFor={`${id}-reason`}>{t('drafts.reason')}</label>
          <textarea
            id={`${id}-reason`}
            className="policy-reason"
            rows={2}
            value={reason}
            onChange={({ target }) => setReason(target.value)}
          />
          <p className="row">
            {may.map((what) => (
              <Button
                key={what}
                type={what === 'propose' || what === 'approve' ? 'primary' : 'default'}
                disabled={reason.trim().length < 2 || (dirty && what === 'propose')}
                loading={step.isPending && step.variables === what}
                onClick={() => step.mutate(what)}
              >
                {t(what === 'withdraw' && draft.state === 'open' ? 'drafts.do.drop' : `drafts.do.${what}`)}
              </Button>
            ))}
          </p>
        </>
      )}
      {draft.state === 'proposed' && !draft.mayAnswer && <p className="soft">{t('drafts.waits')}</p>}
      {step.isError && <ProblemNote error={step.error} />}
    </section>
  );
}
