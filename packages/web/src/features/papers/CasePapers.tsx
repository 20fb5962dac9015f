import { useQuery } from '@tanstack/react-query';
import { listCasePapers, type CasePaper } from '@mingbai/core/api';
import { Button } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.ts';
import { sessionQuery } from '../../api/queries.ts';
import { useLanguage } from '../../i18n/useLanguage.ts';
import './papers.css';

const PrintDrawer = lazy(async () => ({ default: (await import('./PrintDrawer.tsx')).PrintDrawer }));

/** Which papers belong to the steps of a case, each to be seen and printed. */
export function CasePapers({ id }: { readonly id: string }) {
  const may = useQuery(sessionQuery).data?.permissions.includes('paper.print') === true;
  return may ? <Panel id={id} /> : null;
}

function Panel({ id }: { readonly id: string }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const [asked, ask] = useState<string>();
  const [open, setOpen] = useState(false);
  const papers =
    useQuery({
      queryKey: ['case', id, 'papers'],
      queryFn: ({ signal }) => call(listCasePapers, { params: { id }, signal }),
    }).data ?? [];
  if (papers.length === 0) return null;
  return (
    <section className="panel" aria-labelledby="case-papers">
      <h2 id="case-papers">{t('papers.ofCase')}</h2>
      <ul className="case-papers">
        {papers.map((paper) => (
          <li key={paper.key}>
            <Button
              size="small"
              aria-label={t('papers.see', {
                name: `${paper.name[language]} ${paper.steps[0]?.name[language] ?? ''}`,
              })}
              onClick={() => {
                ask(paper.key);
                setOpen(true);
              }}
            >
              {t('papers.print')}
            </Button>
            <strong>{paper.name[language]}</strong>
            <span className="soft">
              <Steps paper={paper} />
            </span>
          </li>
        ))}
      </ul>
      {asked !== undefined && (
        <Suspense>
          <PrintDrawer
            key={asked}
            about={{ case: id }}
            first={asked}
            open={open}
            onClose={() => setOpen(false)}
          />
        </Suspense>
      )}
    </section>
  );
}

/** Steps that were taken with their day; before that, those it is for. */
function Steps({ paper: { steps, next } }: { readonly paper: CasePaper }) {
  const { t } = useTranslation();
  const language = useLanguage();
  if (steps.length === 0) return t('papers.wholeCase');
  const taken = steps.filter(({ on }) => on !== null);
  if (taken.length > 0)
    return taken.map(({ name, on }) => t('papers.taken', { step: name[language], day: on })).join(' · ');
  const names = steps.map(({ name }) => name[language]).join(language === 'zh' ? '、' : ', ');
  return t(next ? 'papers.nextStep' : 'papers.laterStep', { steps: names });
}
