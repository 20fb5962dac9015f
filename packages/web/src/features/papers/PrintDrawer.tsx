import { useMutation, useQuery } from '@tanstack/react-query';
import { App, Button, Checkbox, Drawer, Input, Radio } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { asProblem } from '../../api/problem.ts';
import { sessionQuery } from '../../api/queries.ts';
import { saveFile } from '../../api/save.ts';
import { useLanguage } from '../../i18n/useLanguage.ts';
import { Loading } from '../../ui/Loading.tsx';
import { PlainField } from '../../ui/PlainField.tsx';
import { ProblemNote } from '../../ui/ProblemNote.tsx';
import { PaperPreview } from './PaperPreview.tsx';
import { previewOne, type Printable, printablesQuery, type PrintedOf, printOne } from './printables.ts';

interface Props {
  readonly about: PrintedOf;
  /** Chosen when it opens. */
  readonly first?: string | undefined;
  readonly open: boolean;
  readonly onClose: () => void;
}

/** Chooses a paper of a household or a case, shows what it will say, and prints it. */
export function PrintDrawer({ about, first, open, onClose }: Props) {
  const { t } = useTranslation();
  const language = useLanguage();
  const list = useQuery({ ...printablesQuery(about), enabled: open });
  const [asked, setAsked] = useState(first);
  const papers = list.data?.papers ?? [];
  const chosen = papers.find(({ key }) => key === asked) ?? papers.find(({ usual }) => usual) ?? papers[0];
  return (
    <Drawer
      open={open}
      onClose={onClose}
      size="min(860px, 100vw)"
      title={t('papers.title')}
      destroyOnHidden
      closable={{ 'aria-label': t('action.close') }}
    >
      <div className="stack">
        {list.isError && <ProblemNote error={list.error} onRetry={() => void list.refetch()} />}
        {list.isPending && <Loading />}
        {(list.data?.refused ?? 0) > 0 && (
          <p role="status">{t('papers.refused', { count: list.data?.refused ?? 0 })}</p>
        )}
        <fieldset style={{ border: 0, padding: 0, margin: 0 }}>
          <legend>{t('papers.which')}</legend>
          <Radio.Group
            className="paper-list"
            value={chosen?.key ?? null}
            onChange={({ target }) => setAsked(String(target.value))}
            options={papers.map(({ key, label }) => ({ value: key, label: label[language] }))}
          />
        </fieldset>
        {chosen !== undefined && <PaperToPrint key={chosen.key} about={about} of={chosen} />}
      </div>
    </Drawer>
  );
}

function PaperToPrint({ about, of }: { readonly about: PrintedOf; readonly of: Printable }) {
  const { paper } = of;
  const { t } = useTranslation();
  const language = useLanguage();
  const { message } = App.useApp();
  const may = useQuery(sessionQuery).data?.permissions.includes('register.reveal') === true;
  const [full, setFull] = useState(false);
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const print = useMutation({
    mutationFn: (format: 'pdf' | 'docx' | 'xlsx') =>
      printOne(about, { paper: of.key, format, ...(full ? { full, reason } : {}) }),
    onSuccess: (file) => {
      saveFile(file);
      void message.success(t('papers.done', { name: file.name }));
    },
    onError: (error) => void message.error(asProblem(error).reply.message[language]),
  });
  const short = full && reason.trim().length < 4;
  return (
    <>
      {may && paper.full.length > 0 && (
        <div>
          <Checkbox checked={full} onChange={({ target }) => setFull(target.checked)}>
            {t('papers.full', {
              names: paper.full.map((name) => name[language]).join(language === 'zh' ? '、' : ', '),
            })}
          </Checkbox>
          {full && (
            <PlainField
              label={t('papers.reason')}
              hint={t('papers.fullWhy')}
              wrong={tried && short ? t('papers.reasonShape') : undefined}
            >
              {(ids) => (
                <Input
                  {...ids}
                  maxLength={200}
                  value={reason}
                  placeholder={t('reveal.example')}
                  onChange={({ target }) => setReason(target.value)}
                />
              )}
            </PlainField>
          )}
        </div>
      )}
      <div className="row">
        {paper.formats.map((format, at) => (
          <Button
            key={format}
            type={at === 0 ? 'primary' : 'default'}
            loading={print.isPending && print.variables === format}
            onClick={() => {
              setTried(true);
              if (!short) print.mutate(format);
            }}
          >
            {t(`papers.${format}`)}
          </Button>
        ))}
      </div>
      {paper.isFile ? (
        <p className="soft">{t('papers.noPreview')}</p>
      ) : (
        <Preview about={about} paper={of.key} />
      )}
    </>
  );
}

function Preview({ about, paper }: { readonly about: PrintedOf; readonly paper: string }) {
  const { t } = useTranslation();
  const preview = useQuery({
    queryKey: ['paper-preview', about, paper],
    queryFn: ({ signal }) => previewOne(about, paper, signal),
    gcTime: 0,
  });
  if (preview.isPending) return <Loading />;
  if (preview.isError) return <ProblemNote error={preview.error} onRetry={() => void preview.refetch()} />;
  const { missing } = preview.data;
  return (
    <section aria-label={t('papers.preview')}>
      {missing.length > 0 && <p role="alert">{t('papers.missing', { signs: missing.join('、') })}</p>}
      <p className="soft">{t('papers.previewHint')}</p>
      <PaperPreview paper={preview.data.paper} />
    </section>
  );
}
