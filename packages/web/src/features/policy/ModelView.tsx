import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import type { PolicyModelView } from '@mingbai/core/api';
import { useTranslation } from 'react-i18next';
import { sessionQuery } from '../../api/queries.ts';
import { useLanguage } from '../../i18n/useLanguage.ts';
import { Tabs } from '../../ui/Tabs.tsx';
import { Affected } from './Affected.tsx';
import { BeginDraft } from './drafts/BeginDraft.tsx';
import { CaseList } from './CaseList.tsx';
import { DecisionPart } from './DecisionPart.tsx';
import { Holds } from './Holds.tsx';
import { InBoth } from './InBoth.tsx';
import { Named } from './Named.tsx';
import { TrialPanel } from './TrialPanel.tsx';
import { TryIt } from './TryIt.tsx';

interface Props {
  readonly model: PolicyModelView;
  readonly models: readonly PolicyModelView[];
}

/** One policy: what it says, its cases, and asking it. */
export function ModelView({ model, models }: Props) {
  const { t } = useTranslation();
  const { tab } = useSearch({ from: '/shell/policy' });
  const navigate = useNavigate({ from: '/policy' });
  const permissions = useQuery(sessionQuery).data?.permissions ?? [];
  const tries = permissions.includes('policy.try');
  const versions = models
    .filter(({ name }) => name.zh === model.name.zh)
    .sort((a, b) => (a.from < b.from ? 1 : -1));
  return (
    <>
      <section className="panel stack">
        <p className="row">
          <Link to="/policy" search={{}}>
            {t('policy.back')}
          </Link>
        </p>
        <h2>
          <Named name={model.name} />
        </h2>
        {model.decisions[0]?.question !== null && (
          <p className="policy-question">
            <InBoth zh={model.decisions[0]?.question ?? null} en={model.decisions[0]?.questionEn} />
          </p>
        )}
        {model.description !== null && (
          <p>
            <InBoth zh={model.description} en={model.descriptionEn} />
          </p>
        )}
        <p className="soft">
          {t('policy.source')}: <Named name={model.source} /> (<Quality said={model.quality} />)
        </p>
        <p className="soft">
          <Holds model={model} /> · {t('policy.version')} <code>{model.version}</code>
        </p>
        {versions.length > 1 && (
          <>
            <h3>{t('policy.history')}</h3>
            <ul>
              {versions.map((each) => (
                <li key={each.file}>
                  <Link to="/policy" search={{ model: each.file }}>
                    <Holds model={each} />
                  </Link>{' '}
                  <code>{each.version}</code> {each === model && t('policy.thisOne')}
                </li>
              ))}
            </ul>
          </>
        )}
        <BeginDraft model={model} />
        <Affected model={model} />
      </section>
      <Tabs
        label={t('policy.parts')}
        chosen={tab ?? 'how'}
        onChoose={(key) => void navigate({ search: { model: model.file, tab: key }, replace: true })}
        tabs={[
          {
            key: 'how',
            label: t('policy.how'),
            content: () => (
              <div className="stack">
                {model.decisions.map((decision) => (
                  <DecisionPart key={decision.name.zh} decision={decision} />
                ))}
              </div>
            ),
          },
          {
            key: 'cases',
            label: t('policy.cases'),
            content: () => <CaseList decisions={model.decisions} />,
          },
          { key: 'try', label: t('policy.tryIt'), content: () => <TryIt model={model} /> },
          ...(tries
            ? [
                {
                  key: 'trial',
                  label: t('policy.trial'),
                  content: () =>
                    model.subject === null ? <NotTriable model={model} /> : <TrialPanel model={model} />,
                },
              ]
            : []),
        ]}
      />
    </>
  );
}

/** Why it is in no trial and in no sum of money: what it asks is not in the register. */
function NotTriable({ model }: { readonly model: PolicyModelView }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const [decision] = model.decisions;
  const figures = new Set(decision?.parameters.map(({ name }) => name.zh));
  const facts = (decision?.facts ?? []).filter(({ name }) => !figures.has(name.zh));
  const names = facts.map(({ name }) => name[language]).join(language === 'zh' ? '、' : ', ');
  return <p className="panel">{t('policy.notTriable', { facts: names })}</p>;
}

const QUALITIES = ['official', 'reported', 'inferred'] as const;

/** How well the source is known. */
function Quality({ said }: { readonly said: string }) {
  const { t } = useTranslation();
  const known = QUALITIES.find((each) => each === said);
  return known === undefined ? said : t(`policy.quality.${known}`);
}
