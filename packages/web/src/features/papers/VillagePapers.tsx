import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type PaperKind, printVillagePaper, startPaperJob } from '@mingbai/core/api';
import { App, Button, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call, callFile } from '../../api/call.ts';
import { asProblem } from '../../api/problem.ts';
import { sessionQuery } from '../../api/queries.ts';
import { saveFile } from '../../api/save.ts';
import { useLanguage } from '../../i18n/useLanguage.ts';
import { isJob, papersQuery } from './queries.ts';
import { PaperJobs } from './PaperJobs.tsx';

/** Papers of a village: its own at once, those of all its households as a job. */
export function VillagePapers({ code }: { readonly code: string }) {
  const may = useQuery(sessionQuery).data?.permissions.includes('paper.print') === true;
  return may ? <Panel code={code} /> : null;
}

function Panel({ code }: { readonly code: string }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const papers = useQuery(papersQuery).data?.papers ?? [];
  const [asked, setAsked] = useState<string>();
  const chosen =
    papers.find(({ id }) => id === asked) ?? papers.find(({ id }) => id === 'handbook') ?? papers[0];
  const options = (subject: PaperKind['subject']) =>
    papers
      .filter((paper) => paper.subject === subject)
      .map(({ id, name }) => ({ value: id, label: name[language] }));
  return (
    <section className="panel stack" aria-labelledby="village-papers">
      <h2 id="village-papers">{t('papers.village')}</h2>
      {papers.length === 0 ? (
        <p className="soft">{t('papers.none')}</p>
      ) : (
        <div className="row">
          <Select
            aria-label={t('papers.which')}
            style={{ minWidth: 220 }}
            value={chosen?.id ?? null}
            onChange={setAsked}
            options={[
              { label: t('papers.ofHouseholds'), options: options('household') },
              { label: t('papers.ofVillage'), options: options('village') },
            ]}
          />
          {chosen !== undefined && <Print key={chosen.id} code={code} paper={chosen} />}
        </div>
      )}
      <PaperJobs code={code} />
    </section>
  );
}

function Print({ code, paper }: { readonly code: string; readonly paper: PaperKind }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { message } = App.useApp();
  const client = useQueryClient();
  const [size, setSize] = useState(paper.size);
  const onError = (error: unknown) => void message.error(asProblem(error).reply.message[language]);
  const start = useMutation({
    mutationFn: () => call(startPaperJob, { params: { code }, body: { paper: paper.id, size } }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['paper-jobs'] }),
    onError,
  });
  const print = useMutation({
    mutationFn: (format: PaperKind['formats'][number]) =>
      callFile(printVillagePaper, { params: { code }, body: { paper: paper.id, format, size } }),
    onSuccess: (file) => {
      saveFile(file);
      void message.success(t('papers.done', { name: file.name }));
    },
    onError,
  });
  if (isJob(paper))
    return (
      <Button type="primary" loading={start.isPending} onClick={() => start.mutate()}>
        {t('papers.start')}
      </Button>
    );
  return (
    <>
      {paper.sizes.length > 0 && (
        <Select
          aria-label={t('papers.size')}
          value={size}
          onChange={setSize}
          options={[paper.size, ...paper.sizes].map((each) => ({ value: each, label: each }))}
        />
      )}
      {paper.formats.map((format, at) => (
        <Button
          key={format}
          type={at === 0 ? 'primary' : 'default'}
          loading={print.isPending && print.variables === format}
          onClick={() => print.mutate(format)}
        >
          {t(`papers.${format}`)}
        </Button>
      ))}
    </>
  );
}
