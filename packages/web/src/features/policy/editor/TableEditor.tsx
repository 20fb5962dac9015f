import type { PolicyWord } from '@mingbai/core/api';
import { useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../../i18n/useLanguage.ts';
import { Loading } from '../../../ui/Loading.tsx';
import { ProblemNote } from '../../../ui/ProblemNote.tsx';
import type { OpenTables } from './tables.ts';

interface Props {
  /** The model as it is when the editor opens; it is not read again. */
  readonly text: string;
  readonly words: readonly PolicyWord[];
  readonly onChange: (text: string) => void;
}

/** The tables and expressions of a model, to be changed. The editor is a large piece and comes when it is wanted. */
export function TableEditor({ text, words, onChange }: Props) {
  const { t } = useTranslation();
  const language = useLanguage();
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  const begun = useRef(text);
  const tell = useRef(onChange);
  useEffect(() => {
    tell.current = onChange;
  });
  const [open, setOpen] = useState<OpenTables>();
  const [error, setError] = useState<unknown>();
  useEffect(() => {
    const container = box.current;
    if (container === null) return undefined;
    let gone = false;
    let opened: OpenTables | undefined;
    const onText = (said: string): void => {
      begun.current = said;
      tell.current(said);
    };
    import('./tables.ts')
      .then(({ openTables }) =>
        openTables(container, begun.current, { words, chinese: language === 'zh', onChange: onText }),
      )
      .then(
        (tables) => {
          if (gone) tables.close();
          else setOpen((opened = tables));
        },
        (problem: unknown) => setError(problem),
      );
    return () => {
      gone = true;
      opened?.close();
      setOpen(undefined);
    };
    // A new language is a new editor; the words of a draft do not change while it is open.
  }, [language, words]);
  return (
    <div className="stack">
      {open === undefined && error === undefined && <Loading />}
      {error !== undefined && <ProblemNote error={error} />}
      {open !== undefined && open.tables.length > 1 && (
        <div>
          <label htmlFor={id}>{t('drafts.table')}</label>{' '}
          <select id={id} onChange={(event) => void open.show(event.target.value)}>
            {open.tables.map((name) => (
              <option key={name} value={name} lang="zh-CN">
                {name}
              </option>
            ))}
          </select>
        </div>
      )}
      <div
        ref={box}
        className="policy-editor"
        role="region"
        aria-label={t('drafts.tableEditor')}
        tabIndex={0}
        hidden={open !== undefined && open.tables.length === 0}
      />
      {open !== undefined && open.literals.length > 0 && (
        <details open={open.tables.length === 0}>
          <summary>{t('drafts.expressions')}</summary>
          <div className="policy-form">
            {open.literals.map((literal) => (
              <div key={literal.id} className="policy-whole">
                <label htmlFor={`${id}-${literal.id}`} lang="zh-CN">
                  {literal.name}
                </label>
                <textarea
                  id={`${id}-${literal.id}`}
                  rows={3}
                  defaultValue={literal.text}
                  onChange={(event) => void open.setLiteral(literal.id, event.target.value)}
                />
              </div>
            ))}
          </div>
        </details>
      )}
    </div>
  );
}
