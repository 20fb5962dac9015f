import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { listDecisionsMade, type DecisionMade } from '@mingbai/core/api';
import { useTranslation } from 'react-i18next';
import { call } from '../../../api/call.ts';
import { moment } from '../../../format/values.ts';
import { DataTable } from '../../../ui/DataTable.tsx';
import { ProblemNote } from '../../../ui/ProblemNote.tsx';
import { useLanguage } from '../../../i18n/useLanguage.ts';
import { Said } from '../Said.tsx';
import { resultWords } from '../resultWords.ts';
import { useWords } from '../useWords.ts';
import { Zh } from '../Zh.tsx';

/** Decisions about a household that somebody recorded; each can be played again. */
export function DecisionsMade({ household }: { readonly household: string }) {
  const { t } = useTranslation();
  const query = useQuery({
    queryKey: ['decisions-made', household],
    queryFn: ({ signal }) => call(listDecisionsMade, { params: { id: household }, signal }),
  });
  if (query.isError) return <ProblemNote error={query.error} onRetry={() => void query.refetch()} />;
  if (query.data === undefined || query.data.decisions.length === 0) return null;
  return (
    <div className="stack">
      <h3>{t('made.title')}</h3>
      <DataTable<DecisionMade>
        caption={t('made.title')}
        rows={query.data.decisions}
        rowKey={({ id }) => id}
        cards
        columns={[
          {
            key: 'decision',
            title: t('made.decision'),
            header: true,
            render: ({ id, decision, person }) => (
              <Link to="/decisions/$id" params={{ id }}>
                <Zh>{person?.name}</Zh> <Said text={decision} as="name" />
              </Link>
            ),
          },
          {
            key: 'result',
            title: t('policy.result'),
            wrap: true,
            render: ({ result }) => <Result result={result} />,
          },
          { key: 'on', title: t('made.on'), render: ({ on }) => on },
          { key: 'by', title: t('made.by'), render: ({ maker, at }) => `${maker} ${moment(at)}` },
        ]}
      />
    </div>
  );
}

/** A result as entries or one value. */
export function Result({ result }: { readonly result: DecisionMade['result'] }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const said = resultWords(result, useWords(), language, t('policy.blank'));
  return language === 'zh' ? <Zh>{said}</Zh> : said;
}
