import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { CASES_PRINTED, listCasePapers, startCasePaperJob, type CaseFilter } from '@mingbai/core/api';
import { App, Button, Checkbox, Drawer, Radio } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.ts';
import { asProblem } from '../../api/problem.ts';
import { count } from '../../format/values.ts';
import { useLanguage } from '../../i18n/useLanguage.ts';
import { Loading } from '../../ui/Loading.tsx';
import { PaperJobs } from './PaperJobs.tsx';
import { labelOf } from './printables.ts';
import './papers.css';

interface Props {
  /** Ids of those chosen, of one procedure. */
  readonly chosen: readonly string[];
  /** All that are listed, when they are of one procedure, too. */
  readonly all: { readonly filter: CaseFilter; readonly total: number } | undefined;
  /** One of them, whose papers are offered. */
  readonly example: string;
  readonly onClose: () => void;
}

/** Papers of many cases in one file: which, of whom, and how far it is. */
export function PrintCases({ chosen, all, example, onClose }: Props) {
  const { t } = useTranslation();
  const language = useLanguage();
  const client = useQueryClient();
  const { message } = App.useApp();
  const [keys, setKeys] = useState<readonly string[]>([]);
  const [whole, setWhole] = useState(chosen.length === 0);
  const papers = useQuery({
    queryKey: ['case', example, 'papers'],
    queryFn: ({ signal }) => call(listCasePapers, { params: { id: example }, signal }),
  }).data;
  const start = useMutation({
    mutationFn: () =>
      call(startCasePaperJob, {
        body: {
          papers: [...keys],
          ...(whole && all !== undefined ? { filter: all.filter } : { cases: [...chosen] }),
        },
      }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['paper-jobs'] }),
    onError: (error) => void message.error(asProblem(error).reply.message[language]),
  });
  const tooMany = whole && (all?.total ?? 0) > CASES_PRINTED;
  return (
    <Drawer
      open
      onClose={onClose}
      size="min(720px, 100vw)"
      title={t('papers.ofCases')}
      closable={{ 'aria-label': t('action.close') }}
    >
      <div className="stack">
        {papers === undefined && <Loading />}
        <fieldset style={{ border: 0, padding: 0, margin: 0 }}>
          <legend>{t('papers.which')}</legend>
          <Checkbox.Group
            className="paper-list"
            value={[...keys]}
            onChange={(value) => setKeys(value.map(String))}
            options={(papers ?? []).map((paper) => ({
              value: paper.key,
              label: labelOf(paper, papers ?? [])[language],
            }))}
          />
        </fieldset>
        {all !== undefined && chosen.length > 0 && (
          <fieldset style={{ border: 0, padding: 0, margin: 0 }}>
            <legend>{t('papers.whichCases')}</legend>
            <Radio.Group
              value={whole}
              onChange={({ target }) => setWhole(target.value === true)}
              options={[
                { value: false, label: t('papers.chosen', { n: count(chosen.length) }) },
                { value: true, label: t('papers.all', { n: count(all.total) }) },
              ]}
            />
          </fieldset>
        )}
        <p className="soft">{t('papers.casesHint')}</p>
        {tooMany && <p role="alert">{t('papers.tooMany', { n: count(CASES_PRINTED) })}</p>}
        <div className="row">
          <Button
            type="primary"
            disabled={keys.length === 0 || tooMany}
            loading={start.isPending}
            onClick={() => start.mutate()}
          >
            {t('papers.startCases', { n: count(whole && all !== undefined ? all.total : chosen.length) })}
          </Button>
        </div>
        <PaperJobs />
      </div>
    </Drawer>
  );
}
