import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { listPolicyTrials, startPolicyTrial, type PolicyDraft } from '@mingbai/core/api';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../../api/call.ts';
import { count, moment } from '../../../format/values.ts';
import { RegionPicker } from '../../../register/RegionPicker.tsx';
import { ProblemNote } from '../../../ui/ProblemNote.tsx';
import { StateWord } from '../../../ui/StateWord.tsx';
import { TrialProgress } from '../trials/TrialProgress.tsx';
import { TRIAL_TONES } from '../trials/tones.ts';

/** Trials of a draft, by every decision that rests on it: each kept with the version it was of. */
export function DraftTrial({ draft, dirty }: { readonly draft: PolicyDraft; readonly dirty: boolean }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [region, setRegion] = useState<string>();
  const query = useQuery({
    queryKey: ['trials', draft.id],
    queryFn: ({ signal }) => call(listPolicyTrials, { query: { draft: draft.id }, signal }),
    refetchInterval: ({ state }) => (state.data?.trials.some((one) => one.state === 'running') ? 700 : false),
  });
  const run = useMutation({
    mutationFn: async () => {
      // One after the other: each reads the whole register.
      for (const decision of draft.tries)
        await call(startPolicyTrial, {
          body: { draft: draft.id, decision, ...(region === undefined ? {} : { region }) },
        });
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['trials', draft.id] }),
  });
  // A trial takes one county at a time; a region above one says which.
  const wide = draft.region.endsWith('00000000');
  const trials = query.data?.trials ?? [];
  return (
    <section className="panel stack" aria-labelledby="draft-trials">
      <h2 id="draft-trials">{t('drafts.trials')}</h2>
      <p className="row">
        {wide && <RegionPicker value={region} label={t('policy.where')} onChange={setRegion} />}
        <Button
          loading={run.isPending}
          disabled={dirty || draft.state !== 'open' || (wide && region === undefined)}
          onClick={() => run.mutate()}
        >
          {t('drafts.runTrial')}
        </Button>
        <span className="soft">
          {t(dirty ? 'drafts.saveFirst' : wide ? 'drafts.trialWhere' : 'drafts.trialWhy')}
        </span>
      </p>
      {run.isError && <ProblemNote error={run.error} />}
      {query.isError && <ProblemNote error={query.error} onRetry={() => void query.refetch()} />}
      <ul className="policy-value" aria-live="polite">
        {trials.map((trial) => (
          <li key={trial.id}>
            <Link to="/policy/trials/$id" params={{ id: trial.id }}>
              {t('trials.named', { name: trial.decision, at: moment(trial.at) })}
            </Link>{' '}
            <StateWord tone={TRIAL_TONES[trial.state]}>{t(`trials.state.${trial.state}`)}</StateWord>{' '}
            {trial.result !== null && (
              <strong>
                {t('trials.moves', {
                  changed: count(trial.result.changed),
                  total: count(trial.result.total),
                })}
              </strong>
            )}{' '}
            {trial.state === 'running' ? (
              <TrialProgress trial={trial} short />
            ) : (
              t('trials.took', { seconds: count(trial.seconds) })
            )}{' '}
            {trial.version === draft.version ? t('drafts.thisVersion') : t('drafts.otherVersion')}
          </li>
        ))}
      </ul>
    </section>
  );
}
