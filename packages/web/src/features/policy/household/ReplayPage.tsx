import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { replayDecision, type DecisionReplay, type PolicyValue } from '@mingbai/core/api';
import { useTranslation } from 'react-i18next';
import { call } from '../../../api/call.ts';
import { moment } from '../../../format/values.ts';
import { useLanguage } from '../../../i18n/useLanguage.ts';
import { DataTable } from '../../../ui/DataTable.tsx';
import { Loading } from '../../../ui/Loading.tsx';
import { PageTitle } from '../../../ui/PageTitle.tsx';
import { ProblemNote } from '../../../ui/ProblemNote.tsx';
import { StateWord } from '../../../ui/StateWord.tsx';
import '../../findings/findings.css';
import '../policy.css';
import { ValueText } from '../ValueText.tsx';
import { Said } from '../Said.tsx';
import { useWords } from '../useWords.ts';
import { Result } from './DecisionsMade.tsx';

type Answer = NonNullable<DecisionReplay['now']>;
type Fact = DecisionReplay['facts'][number];

/** A past decision by the rules and facts of its day, beside what would be decided today. */
export function ReplayPage() {
  const { id } = useParams({ from: '/shell/decisions/$id' });
  const { t } = useTranslation();
  const query = useQuery({
    queryKey: ['replay', id],
    queryFn: ({ signal }) => call(replayDecision, { params: { id }, signal }),
  });
  const words = useWords();
  if (query.isPending) return <Loading />;
  if (query.isError) return <ProblemNote error={query.error} onRetry={() => void query.refetch()} />;
  const replay = query.data;
  const { made, past, now } = replay;
  const other = now !== null && JSON.stringify(now.result) !== JSON.stringify(past.result);
  return (
    <div className="stack policy">
      <PageTitle text={t('made.replay', { name: words.name(made.decision) })} />
      <section className="panel stack" aria-label={t('made.about')}>
        <p className="row">
          <span>
            {made.person?.name} {made.maker} · {moment(made.at)} · {t('made.entry', { entry: made.entry })}
          </span>
          <StateWord tone={replay.same ? 'green' : 'red'}>
            {t(replay.same ? 'made.same' : 'made.notSame')}
          </StateWord>
          {now !== null && (
            <StateWord tone={other ? 'amber' : 'green'}>{t(other ? 'made.other' : 'made.alike')}</StateWord>
          )}
          {replay.rulesChanged && <StateWord tone="amber">{t('made.rulesChanged')}</StateWord>}
        </p>
        {made.note !== null && <p>{made.note}</p>}
        {replay.believed !== null && (
          <p>
            {t('made.believed')} <Result result={replay.believed} />
          </p>
        )}
      </section>
      <div className="policy-halves">
        <Side title={t('made.past')} answer={past} />
        {now === null ? (
          <p className="panel">{t('made.none')}</p>
        ) : (
          <Side title={t('made.now')} answer={now} />
        )}
      </div>
      <section className="panel stack" aria-labelledby="replay-facts">
        <h2 id="replay-facts">{t('made.facts')}</h2>
        <DataTable<Fact>
          caption={t('made.facts')}
          rows={[...replay.facts].sort((a, b) => Number(b.changed) - Number(a.changed))}
          rowKey={({ name }) => name}
          cards
          columns={[
            {
              key: 'name',
              title: t('made.fact'),
              header: true,
              render: ({ name }) => <Said text={name} as="name" />,
            },
            { key: 'past', title: t('made.kept'), wrap: true, render: (fact) => <Brief value={fact.past} /> },
            {
              key: 'believed',
              title: t('made.past'),
              wrap: true,
              render: (fact) => <Brief value={fact.believed} />,
            },
            { key: 'now', title: t('made.now'), wrap: true, render: (fact) => <Brief value={fact.now} /> },
            {
              key: 'changed',
              title: t('made.difference'),
              render: ({ changed }) => <StateWord tone="amber">{changed ? t('made.changed') : ''}</StateWord>,
            },
          ]}
        />
      </section>
    </div>
  );
}

function Side({ title, answer }: { readonly title: string; readonly answer: Answer }) {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <section className="panel stack">
      <h2>{title}</h2>
      <p>
        <strong>
          <Result result={answer.result} />
        </strong>
      </p>
      <p className="soft">
        {t('trials.on', { on: answer.on })} · {t('policy.version')} <code>{answer.version}</code>
      </p>
      {answer.parameters.length > 0 && (
        <ul className="policy-value">
          {answer.parameters.map((each) => (
            <li key={each.name.zh}>
              {each.name[language]}: {each.value} ({t('policy.since', { from: each.from })};{' '}
              {each.source[language]})
            </li>
          ))}
        </ul>
      )}
      <ol className="trace">
        {answer.sentences.map((each, at) => (
          <li key={`${at} ${each.zh}`} style={{ marginInlineStart: each.depth * 12 }}>
            {each[language]}
          </li>
        ))}
      </ol>
    </section>
  );
}

/** A fact in a cell: members of a list by their number. */
function Brief({ value }: { readonly value: PolicyValue }) {
  const { t } = useTranslation();
  if (Array.isArray(value) && value.some((each) => typeof each === 'object'))
    return t('made.members', { count: value.length });
  return <ValueText value={value} />;
}
