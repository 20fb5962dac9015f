import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { cancelRuleRun, listRuleRuns, startRuleRun } from '@mingbai/core/api';
import { App, Button } from 'antd';
import type { TFunction } from 'i18next';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.ts';
import { asProblem } from '../../api/problem.ts';
import { sessionQuery } from '../../api/queries.ts';
import { count } from '../../format/values.ts';
import { useLanguage } from '../../i18n/useLanguage.ts';

const RECENT = 50;
const GOING = ['queued', 'running'];
const PHASES = ['queued', 'person', 'household', 'village', 'recording', 'done'] as const;

function phaseName(t: TFunction, phase: string): string {
  return t(`rules.phase.${PHASES.find((each) => each === phase) ?? 'queued'}`);
}

/** Starts a run of the whole county, shows how far it is, and stops it. */
export function RunNow() {
  const { t } = useTranslation();
  const language = useLanguage();
  const client = useQueryClient();
  const { message } = App.useApp();
  const permissions = useQuery(sessionQuery).data?.permissions ?? [];
  const last = useQuery({
    queryKey: ['rule-runs', 'last'],
    queryFn: ({ signal }) => call(listRuleRuns, { query: { offset: 0, limit: RECENT }, signal }),
    // Those after an import or a change go by themselves.
    select: ({ rows }) => rows.find(({ kind }) => kind === 'full'),
    refetchInterval: (query) =>
      query.state.data?.rows.some(({ state }) => GOING.includes(state)) ? 1000 : false,
  }).data;
  const going = last !== undefined && GOING.includes(last.state);
  const before = useRef(going);
  useEffect(() => {
    // What a run found stands in lists and in the counts of the rules.
    if (before.current && !going)
      for (const key of ['rule-runs', 'rules', 'findings'])
        void client.invalidateQueries({ queryKey: [key] });
    before.current = going;
  }, [going, client]);
  const settle = {
    onSuccess: () => client.invalidateQueries({ queryKey: ['rule-runs'] }),
    onError: (error: unknown) => void message.error(asProblem(error).reply.message[language]),
  };
  const start = useMutation({ mutationFn: () => call(startRuleRun, { body: {} }), ...settle });
  const stop = useMutation({
    mutationFn: (id: string) => call(cancelRuleRun, { params: { id } }),
    ...settle,
  });
  if (!permissions.includes('rule.run')) return null;
  if (last !== undefined && going) {
    const { done, total, phase } = last.progress;
    return (
      <span className="row" role="status">
        {total === null || done === 0
          ? t('rules.running', { phase: phaseName(t, phase) })
          : t('rules.runningOf', { phase: phaseName(t, phase), done: count(done), total: count(total) })}
        <Button loading={stop.isPending} onClick={() => stop.mutate(last.id)}>
          {t('rules.cancel')}
        </Button>
      </span>
    );
  }
  return (
    <Button
      type="primary"
      title={t('rules.runHint')}
      loading={start.isPending}
      onClick={() => start.mutate()}
    >
      {t('rules.run')}
    </Button>
  );
}
