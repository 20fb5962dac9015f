import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { downloadFindings, type AnswersChecked, type FindingFilter } from '@mingbai/core/api';
import { App, Button, Modal } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { callFile } from '../../api/call.ts';
import { asProblem, CallProblem, problemOf } from '../../api/problem.ts';
import { sessionQuery } from '../../api/queries.ts';
import { saveFile } from '../../api/save.ts';
import { count } from '../../format/values.ts';
import { useLanguage } from '../../i18n/useLanguage.ts';

/** Lists for the villages in one click; they come back filled in, are checked, and then taken. */
export function ListsToFill({ filter }: { readonly filter: FindingFilter }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { message } = App.useApp();
  const client = useQueryClient();
  const permissions = useQuery(sessionQuery).data?.permissions ?? [];
  const picker = useRef<HTMLInputElement>(null);
  const [file, setFile] = useState<File | null>(null);
  const fail = (error: unknown) => void message.error(asProblem(error).reply.message[language]);
  const fetchLists = useMutation({
    mutationFn: () => callFile(downloadFindings, { query: filter }),
    onSuccess: saveFile,
    onError: fail,
  });
  const check = useMutation({ mutationFn: (chosen: File) => send(chosen, false), onError: fail });
  const take = useMutation({
    mutationFn: (chosen: File) => send(chosen, true),
    onSuccess: async (done) => {
      await client.invalidateQueries({ queryKey: ['findings'] });
      setFile(null);
      void message.success(
        t('findings.taken', { count: done.confirm + done.propose + done.mend, faults: done.faults }),
      );
    },
    onError: fail,
  });
  return (
    <>
      {permissions.includes('register.export') && (
        <Button
          loading={fetchLists.isPending}
          title={t('findings.listsHint')}
          onClick={() => fetchLists.mutate()}
        >
          {t('findings.lists')}
        </Button>
      )}
      {permissions.includes('finding.work') && (
        <>
          <Button loading={check.isPending} onClick={() => picker.current?.click()}>
            {t('findings.bringBack')}
          </Button>
          <input
            ref={picker}
            type="file"
            hidden
            aria-label={t('findings.bringBack')}
            accept=".xlsx,.xls,.zip"
            onChange={(event) => {
              const chosen = event.target.files?.[0];
              event.target.value = '';
              if (chosen === undefined) return;
              setFile(chosen);
              check.mutate(chosen);
            }}
          />
        </>
      )}
      {file !== null && check.data !== undefined && (
        <Modal
          open
          title={t('findings.checked', { file: file.name })}
          okText={t('findings.take')}
          cancelText={t('action.cancel')}
          okButtonProps={{
            disabled: check.data.confirm + check.data.propose + check.data.mend === 0,
            loading: take.isPending,
          }}
          onOk={() => take.mutate(file)}
          onCancel={() => setFile(null)}
        >
          <Answers checked={check.data} />
        </Modal>
      )}
    </>
  );
}

function Answers({ checked }: { readonly checked: AnswersChecked }) {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <div className="stack">
      <ul>
        {(['rows', 'confirm', 'propose', 'mend', 'unchanged', 'blank', 'faults'] as const).map((key) => (
          <li key={key}>
            {t(`findings.answer.${key}`)}：{count(checked[key])}
          </li>
        ))}
      </ul>
      {checked.listed.length > 0 && (
        <ul>
          {checked.listed.slice(0, 50).map((fault) => (
            <li key={`${fault.file} ${fault.sheet} ${fault.row}${fault.column}`}>
              {fault.sheet} {fault.column}
              {fault.row}：{fault.message[language]}
              {fault.value !== '' && `（${fault.value}）`}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

async function send(file: File, apply: boolean): Promise<AnswersChecked> {
  const form = new FormData();
  form.append('apply', String(apply));
  form.append('file', file, file.name);
  const response = await fetch('/api/findings/answers', {
    method: 'POST',
    credentials: 'same-origin',
    body: form,
  }).catch(() => {
    throw CallProblem.unreachable();
  });
  const text = await response.text();
  if (!response.ok) throw problemOf(text, response.status);
  return JSON.parse(text) as AnswersChecked;
}
