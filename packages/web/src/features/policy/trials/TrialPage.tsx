import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import {
  cancelPolicyTrial,
  exportPolicyTrial,
  getPolicyTrial,
  type KeptTrial,
  type KeptTrialResult,
} from '@mingbai/core/api';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { call, callFile } from '../../../api/call.ts';
import { saveFile } from '../../../api/save.ts';
import { count, moment } from '../../../format/values.ts';
import { useLanguage } from '../../../i18n/useLanguage.ts';
import { DataTable } from '../../../ui/DataTable.tsx';
import { Loading } from '../../../ui/Loading.tsx';
import { PageTitle } from '../../../ui/PageTitle.tsx';
import { ProblemNote } from '../../../ui/ProblemNote.tsx';
import { StateWord } from '../../../ui/StateWord.tsx';
import '../../findings/findings.css';
import '../policy.css';
import { InBoth } from '../InBoth.tsx';
import { Outcome } from '../Outcome.tsx';
import { useWords } from '../useWords.ts';
import { TrialCounts } from '../TrialResult.tsx';
import { TRIAL_TONES } from './tones.ts';
import { money, TrialCost } from './TrialCost.tsx';
import { TrialProgress } from './TrialProgress.tsx';
import { TrialRows } from './TrialRows.tsx';

/** A trial that was kept: what would change, for whom, why, and at what cost. Its address is all that has to be sent. */
export function TrialPage() {
  const { id } = useParams({ from: '/shell/policy/trials/$id' });
  const { t } = useTranslation();
  const language = useLanguage();
  const query = useQuery({
    queryKey: ['trial', id],
    queryFn: ({ signal }) => call(getPolicyTrial, { params: { id }, signal }),
    refetchInterval: ({ state }) => (state.data?.state === 'running' ? 500 : false),
  });
  const save = useMutation({
    mutationFn: () => callFile(exportPolicyTrial, { params: { id }, query: { language } }),
    onSuccess: saveFile,
  });
  const client = useQueryClient();
  const words = useWords();
  const stop = useMutation({
    mutationFn: () => call(cancelPolicyTrial, { params: { id } }),
    onSuccess: (trial) => client.setQueryData(['trial', id], trial),
  });
  if (query.isPending) return <Loading />;
  if (query.isError) return <ProblemNote error={query.error} onRetry={() => void query.refetch()} />;
  const trial = query.data;
  return (
    <div className="stack policy">
      <PageTitle text={t('trials.title', { name: words.name(trial.decision) })} />
      <section className="panel stack" aria-label={t('trials.about')}>
        <About trial={trial} />
        {trial.state === 'running' && (
          <p className="row" role="status">
            <TrialProgress trial={trial} />
            <Button loading={stop.isPending} onClick={() => stop.mutate()}>
              {t('trials.stop')}
            </Button>
            <span className="soft">{t('trials.leave')}</span>
          </p>
        )}
        {trial.result !== null && (
          <p className="row">
            <Button loading={save.isPending} onClick={() => save.mutate()}>
              {t('trials.export')}
            </Button>
            <span className="soft">{t('trials.share')}</span>
          </p>
        )}
        {stop.isError && <ProblemNote error={stop.error} />}
        {save.isError && <ProblemNote error={save.error} />}
      </section>
      {trial.result !== null && <Result trial={trial} result={trial.result} />}
    </div>
  );
}

function About({ trial }: { readonly trial: KeptTrial }) {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <>
      <p className="row">
        {trial.draft !== null && (
          <Link to="/policy/drafts/$id" params={{ id: trial.draft }}>
            {t('trials.draft')}
          </Link>
        )}
        <StateWord tone={TRIAL_TONES[trial.state]}>{t(`trials.state.${trial.state}`)}</StateWord>
        <span className="soft">
          {trial.place ?? trial.region} · {t('trials.on', { on: trial.on })} · {trial.creator}{' '}
          {moment(trial.at)} · {t('trials.took', { seconds: count(trial.seconds) })}
          {trial.version !== null && ` · ${t('policy.version')} ${trial.version}`}
        </span>
      </p>
      {trial.problem !== null && <p role="alert">{trial.problem[language]}</p>}
      {trial.result?.parameters.map((each) => (
        <p key={each.id}>
          {each.name[language]}: {each.before ?? t('policy.notSet')} → <strong>{each.after}</strong>
        </p>
      ))}
    </>
  );
}

type Value = KeptTrialResult['values'][number];
type Group = KeptTrialResult['causes'][number];

function Result({ trial, result }: { readonly trial: KeptTrial; readonly result: KeptTrialResult }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { values, causes, classes, cost, places } = result;
  const number = (key: Exclude<keyof Value, 'value'>, title: string) => ({
    key,
    title,
    numeric: true,
    render: (row: Value) => count(row[key]),
  });
  const groups = (caption: string, rows: readonly Group[]) =>
    rows.length > 0 && (
      <section className="panel stack">
        <h2>{caption}</h2>
        <DataTable<Group>
          caption={caption}
          rows={rows}
          rowKey={({ label }) => label?.zh ?? ''}
          cards
          columns={[
            {
              key: 'label',
              title: caption,
              header: true,
              render: ({ label }) => label?.[language] ?? t('policy.blank'),
            },
            { key: 'total', title: t('trials.total'), numeric: true, render: (row) => count(row.total) },
            {
              key: 'changed',
              title: t('trials.changed'),
              numeric: true,
              render: (row) => count(row.changed),
            },
            ...(cost === null
              ? []
              : (['before', 'after'] as const).map((key) => ({
                  key,
                  title: t(`trials.cost.${key}`),
                  numeric: true,
                  render: (row: Group) => (row[key] === null ? '' : money(row[key])),
                }))),
          ]}
        />
      </section>
    );
  return (
    <>
      <section className="panel stack">
        <h2>{t('policy.moved', { total: count(result.total), changed: count(result.changed) })}</h2>
        <DataTable<Value>
          caption={t('trials.values')}
          rows={values}
          rowKey={({ value }) => value ?? ''}
          columns={[
            {
              key: 'value',
              title: t('policy.result'),
              header: true,
              render: ({ value }) => <Outcome text={value} />,
            },
            number('before', t('policy.before')),
            number('after', t('policy.after')),
            number('entered', t('trials.entered')),
            number('left', t('trials.left')),
          ]}
        />
        {cost === null ? (
          <p className="soft">{t('trials.noCost')}</p>
        ) : (
          <TrialCost cost={cost} places={places} />
        )}
        {result.about !== null && (
          <p className="soft">
            <InBoth zh={result.about.zh} en={result.about.en} />
          </p>
        )}
      </section>
      <div className="policy-halves">
        {groups(t('trials.causes'), causes)}
        {groups(t('trials.classes'), classes)}
      </div>
      <section className="panel stack">
        <TrialCounts trial={result} />
      </section>
      <TrialRows
        trial={trial.id}
        changed={result.changed}
        persons={result.subject === 'person'}
        money={cost !== null}
      />
    </>
  );
}
