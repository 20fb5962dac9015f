import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import type { PolicyModelView } from '@mingbai/core/api';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../i18n/useLanguage.ts';
import { SearchBox } from '../../register/SearchBox.tsx';
import { DataTable } from '../../ui/DataTable.tsx';
import { Holds } from './Holds.tsx';
import { InBoth } from './InBoth.tsx';
import { Named } from './Named.tsx';

interface Props {
  readonly models: readonly PolicyModelView[];
  readonly refused: readonly {
    readonly file: string;
    readonly problems: readonly { readonly zh: string; readonly en: string }[];
  }[];
}

/** All policies; those that could not be loaded stand above. */
export function ModelList({ models, refused }: Props) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { q = '' } = useSearch({ from: '/shell/policy' });
  const navigate = useNavigate({ from: '/policy' });
  const asked = q.toLowerCase();
  const found = models.filter((model) =>
    model.decisions
      .flatMap(({ name, question, questionEn, facts }) => [
        name.zh,
        name.en,
        question ?? '',
        questionEn ?? '',
        ...facts.flatMap((fact) => [fact.name.zh, fact.name.en]),
      ])
      .some((text) => text.toLowerCase().includes(asked)),
  );
  return (
    <>
      <p className="soft">{t('policy.why')}</p>
      {refused.length > 0 && (
        <section className="problem" aria-labelledby="refused">
          <h2 id="refused">{t('policy.refused')}</h2>
          <ul>
            {refused.map(({ file, problems }) => (
              <li key={file}>
                <code>{file}</code> {problems.map((each) => each[language]).join('; ')}
              </li>
            ))}
          </ul>
        </section>
      )}
      <div className="row">
        <SearchBox
          value={q}
          label={t('policy.search')}
          hint={t('policy.search')}
          onSearch={(text) => void navigate({ search: text === '' ? {} : { q: text }, replace: true })}
        />
      </div>
      <DataTable<PolicyModelView>
        caption={t('policy.list')}
        rows={found}
        rowKey={({ file }) => file}
        cards
        columns={[
          {
            key: 'name',
            title: t('policy.name'),
            header: true,
            render: ({ file, name }) => (
              <Link to="/policy" search={{ model: file }}>
                <Named name={name} />
              </Link>
            ),
          },
          {
            key: 'question',
            title: t('policy.question'),
            wrap: true,
            render: ({ decisions }) => (
              <InBoth zh={decisions[0]?.question ?? null} en={decisions[0]?.questionEn} />
            ),
          },
          {
            key: 'region',
            title: t('policy.region'),
            render: (model) => <Holds model={model} />,
          },
          {
            key: 'source',
            title: t('policy.source'),
            wrap: true,
            minor: true,
            render: ({ source }) => <Named name={source} />,
          },
          {
            key: 'triable',
            title: t('policy.triable'),
            render: ({ subject }) => t(subject === null ? 'policy.onFacts' : 'policy.onRegister'),
          },
        ]}
      />
    </>
  );
}
