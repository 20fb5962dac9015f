import { useQuery } from '@tanstack/react-query';
import { FINDING_SEVERITIES } from '@mingbai/core';
import { listRules, type LibraryRule } from '@mingbai/core/api';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.ts';
import { count } from '../../format/values.ts';
import { useLanguage } from '../../i18n/useLanguage.ts';
import { SearchBox } from '../../register/SearchBox.tsx';
import { DataTable } from '../../ui/DataTable.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { ProblemNote } from '../../ui/ProblemNote.tsx';
import { StateWord } from '../../ui/StateWord.tsx';
import { colon, severityTone } from '../findings/words.ts';

/** Every rule with its condition, source and what it found; those that are wrong stand above. */
export function Library() {
  const { t } = useTranslation();
  const language = useLanguage();
  const [q, setQ] = useState('');
  const query = useQuery({ queryKey: ['rules'], queryFn: ({ signal }) => call(listRules, { signal }) });
  if (query.isPending) return <Loading />;
  if (query.isError) return <ProblemNote error={query.error} onRetry={() => void query.refetch()} />;
  const { rules, quarantined } = query.data;
  const found = rules.filter((rule) =>
    `${rule.id} ${rule.title.zh} ${rule.title.en} ${rule.when}`.toLowerCase().includes(q.toLowerCase()),
  );
  return (
    <div className="stack">
      {quarantined.length > 0 && (
        <section className="problem" aria-labelledby="quarantined">
          <h2 id="quarantined">{t('rules.quarantined')}</h2>
          <p>{t('rules.quarantinedWhy')}</p>
          <ul>
            {quarantined.map((one) => (
              <li key={`${one.file} ${one.id ?? ''}`}>
                {one.file} {one.id}{' '}
                {one.problems
                  .map((each) => `${t('rules.at', { line: each.line })}${colon(language)}${each[language]}`)
                  .join(language === 'zh' ? '；' : '; ')}
              </li>
            ))}
          </ul>
        </section>
      )}
      <div className="row">
        <SearchBox value={q} label={t('rules.search')} hint={t('rules.search')} onSearch={setQ} />
        <span role="status">{t('rules.total', { count: found.length })}</span>
      </div>
      <DataTable<LibraryRule>
        caption={t('rules.library')}
        rows={found}
        rowKey={(rule) => rule.id}
        cards
        columns={[
          {
            key: 'title',
            title: t('rules.text'),
            header: true,
            wrap: true,
            render: (rule) => (
              <details className="rule">
                <summary>
                  <span className="soft">{rule.id}</span> {rule.title[language]}
                </summary>
                <pre className="rule-text">{rule.when}</pre>
                <p>{rule.fix[language]}</p>
                <p className="soft">
                  {t('rules.source')}
                  {colon(language)}
                  {rule.source[language]}
                </p>
                {rule.leftOut !== null && (
                  <p>
                    {t('rules.leftOut')}
                    {colon(language)}
                    {rule.leftOut.message[language]}
                  </p>
                )}
              </details>
            ),
          },
          {
            key: 'severity',
            title: t('findings.severity'),
            render: (rule) => (
              <StateWord tone={severityTone(rule.severity)}>
                {FINDING_SEVERITIES[rule.severity][language]}
              </StateWord>
            ),
          },
          {
            key: 'family',
            title: t('findings.family'),
            minor: true,
            render: (rule) => rule.family[language],
          },
          {
            key: 'open',
            title: t('rules.open'),
            numeric: true,
            render: (rule) =>
              rule.open === 0 ? (
                '0'
              ) : (
                <Link to="/findings" search={{ rule: rule.id }}>
                  {count(rule.open)}
                </Link>
              ),
          },
          {
            key: 'last',
            title: t('rules.lastHits'),
            numeric: true,
            minor: true,
            render: (rule) => (rule.lastHits === null ? '' : count(rule.lastHits)),
          },
        ]}
      />
    </div>
  );
}
