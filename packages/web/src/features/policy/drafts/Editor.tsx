import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import {
  checkPolicyDraft,
  savePolicyDraft,
  type PolicyCheck,
  type PolicyDraft,
  type PolicyDraftContent,
  type PolicyWord,
} from '@mingbai/core/api';
import { Button } from 'antd';
import { useEffect, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../../api/call.ts';
import { sessionQuery } from '../../../api/queries.ts';
import { DayInput } from '../../../ui/DayInput.tsx';
import { ProblemNote } from '../../../ui/ProblemNote.tsx';
import { DecisionPart } from '../DecisionPart.tsx';
import { TableEditor } from '../editor/TableEditor.tsx';
import { CaseEditor } from './CaseEditor.tsx';
import { Differences } from './Differences.tsx';
import { Findings } from './Findings.tsx';
import { DraftTrial } from './DraftTrial.tsx';
import { Procedure } from './Procedure.tsx';

/** Longer than a key takes, shorter than one waits. */
const PAUSE = 400;

interface Props {
  readonly opened: {
    readonly draft: PolicyDraft;
    readonly content: PolicyDraftContent;
    readonly check: PolicyCheck;
    readonly words: readonly PolicyWord[];
  };
}

/** The draft under one's hands: checked while it is typed, kept when one says so. */
export function Editor({ opened }: Props) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const id = useId();
  const permissions = useQuery(sessionQuery).data?.permissions ?? [];
  const { draft } = opened;
  const setDraft = (next: PolicyDraft): void => {
    client.setQueryData<Props['opened']>(['draft', draft.id], (known) => known && { ...known, draft: next });
  };
  const [kept, setKept] = useState(opened.content);
  const [content, setContent] = useState(opened.content);
  const [first] = useState(opened.content);
  const [raw, setRaw] = useState(0);
  const dirty = content !== kept;
  const asked = usePaused(content);
  const check = useQuery({
    queryKey: ['draft-check', draft.id, asked],
    queryFn: ({ signal }) => call(checkPolicyDraft, { params: { id: draft.id }, body: asked, signal }),
    enabled: asked !== first,
    placeholderData: keepPreviousData,
    gcTime: 0,
  });
  const found = check.data ?? opened.check;
  const save = useMutation({
    mutationFn: () =>
      call(savePolicyDraft, { params: { id: draft.id }, body: { revision: draft.revision, content } }),
    onSuccess: (saved) => {
      setDraft(saved.draft);
      setKept(content);
      void client.invalidateQueries({ queryKey: ['drafts'] });
    },
  });
  const mayWrite = permissions.includes('policy.write') && draft.state === 'open';
  return (
    <>
      <section className="panel stack" aria-labelledby={`${id}-says`}>
        <h2 id={`${id}-says`}>{t('drafts.says')}</h2>
        <fieldset className="plain stack" disabled={!mayWrite}>
          <div className="policy-form">
            <div>
              <DayInput
                label={t('drafts.from')}
                value={content.from}
                onChange={(from) => setContent({ ...content, from })}
              />
            </div>
            {content.kind === 'parameter' && (
              <div>
                <label htmlFor={`${id}-value`}>{t('drafts.value', { before: draft.basedOn ?? '–' })}</label>
                <input
                  id={`${id}-value`}
                  type="number"
                  step="any"
                  defaultValue={content.value}
                  onChange={({ target }) => {
                    if (Number.isFinite(target.valueAsNumber))
                      setContent({ ...content, value: target.valueAsNumber });
                  }}
                />
              </div>
            )}
            {(['zh', 'en'] as const).map((language) => (
              <div key={language}>
                <label htmlFor={`${id}-${language}`}>{t(`drafts.source.${language}`)}</label>
                <input
                  id={`${id}-${language}`}
                  value={content.source[language]}
                  onChange={({ target }) =>
                    setContent({ ...content, source: { ...content.source, [language]: target.value } })
                  }
                />
              </div>
            ))}
          </div>
        </fieldset>
        {!mayWrite &&
          found.model?.decisions.map((decision) => (
            <DecisionPart key={decision.name.zh} decision={decision} />
          ))}
        {content.kind === 'decision' && mayWrite && (
          <>
            <TableEditor
              key={raw}
              text={content.text}
              words={opened.words}
              onChange={(text) => setContent((now) => (now.kind === 'decision' ? { ...now, text } : now))}
            />
            <details>
              <summary>{t('drafts.raw')}</summary>
              <textarea
                className="policy-raw"
                rows={14}
                aria-label={t('drafts.raw')}
                defaultValue={content.text}
                key={`${raw} ${content.text.length}`}
                spellCheck={false}
                onBlur={({ target }) => {
                  if (target.value === content.text) return;
                  setContent({ ...content, text: target.value });
                  setRaw(raw + 1);
                }}
              />
            </details>
          </>
        )}
        {mayWrite && (
          <p className="row">
            <Button type="primary" disabled={!dirty} loading={save.isPending} onClick={() => save.mutate()}>
              {t('drafts.save')}
            </Button>
            <span role="status" className="soft">
              {dirty ? t('drafts.dirty') : t('drafts.kept', { revision: draft.revision })}
            </span>
          </p>
        )}
        {save.isError && <ProblemNote error={save.error} />}
      </section>
      <Differences check={found} figure={content.kind !== 'decision'} />
      <Findings check={found} busy={check.isFetching} />
      {content.kind === 'decision' ? (
        <CaseEditor
          cases={content.cases}
          checked={found.cases}
          disabled={!mayWrite}
          onChange={(cases) => setContent({ ...content, cases: [...cases] })}
        />
      ) : (
        <>
          <CaseEditor
            cases={content.cases ?? []}
            checked={found.cases.filter(({ own }) => own)}
            figure={{ on: content.from, region: draft.region, all: found.cases }}
            disabled={!mayWrite}
            onChange={(cases) => setContent({ ...content, cases: [...cases] })}
          />
          <CaseEditor
            title={t('drafts.houseCases')}
            cases={found.cases.filter(({ own }) => !own)}
            checked={found.cases.filter(({ own }) => !own)}
            disabled
            onChange={() => undefined}
          />
        </>
      )}
      <DraftTrial draft={draft} dirty={dirty} />
      <Procedure draft={draft} dirty={dirty} onStep={setDraft} />
    </>
  );
}

/** The value as it was when it last stood still for a moment. */
function usePaused<T>(value: T): T {
  const [paused, setPaused] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setPaused(value), PAUSE);
    return () => clearTimeout(timer);
  }, [value]);
  return paused;
}
