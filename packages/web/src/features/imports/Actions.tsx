import { useMutation, useQueryClient } from '@tanstack/react-query';
import { cancelImport, commitImport, downloadMarked, type ImportJob } from '@mingbai/core/api';
import { Button, Checkbox, Popconfirm } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call, callFile } from '../../api/call.ts';
import { saveFile } from '../../api/save.ts';
import { count } from '../../format/values.ts';
import { ProblemNote } from '../../ui/ProblemNote.tsx';
import { doubtsIn, isOver, totals } from './states.ts';

/** Commit what was checked, take the marked workbook, or stop. */
export function Actions({ job }: { readonly job: ImportJob }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [whole, setWhole] = useState(false);
  const params = { id: job.id };
  const keep = (next: ImportJob) => client.setQueryData(['import', job.id], next);
  const commit = useMutation({
    mutationFn: () =>
      call(commitImport, { params, body: { allOrNothing: whole, seen: job.outcome ?? undefined } }),
    onSuccess: keep,
  });
  const cancel = useMutation({
    mutationFn: () => call(cancelImport, { params }),
    onSuccess: keep,
    // It was written meanwhile: the page shows what it has become.
    onError: () => client.invalidateQueries({ queryKey: ['import', job.id] }),
  });
  const marked = useMutation({ mutationFn: () => callFile(downloadMarked, { params }), onSuccess: saveFile });
  const error = commit.error ?? cancel.error ?? marked.error;
  const { errors = 0, bad = 0, good = 0, rows = 0, warnings = 0 } = job.counts ?? {};
  const sum = totals(job);
  // What no form fits is left out; the rest need not wait for it.
  const mayCommit = job.state === 'checked' || (job.state === 'mapping' && sum.new + sum.changed > 0);
  const blocked = whole && errors > 0;
  return (
    <div className="stack">
      <div className="row">
        {mayCommit && (
          <>
            <Button
              type="primary"
              disabled={blocked || sum.new + sum.changed === 0}
              loading={commit.isPending}
              onClick={() => commit.mutate()}
            >
              {t('import.commit', { count: count(sum.new + sum.changed) })}
            </Button>
            <Checkbox checked={whole} onChange={(event) => setWhole(event.target.checked)}>
              {t('import.allOrNothing')}
            </Checkbox>
          </>
        )}
        {job.counts !== null && errors + warnings + doubtsIn(job) > 0 && (
          <Button loading={marked.isPending} onClick={() => marked.mutate()}>
            {t('import.marked')}
          </Button>
        )}
        {!isOver(job) && job.stopping !== true && (
          <Popconfirm
            title={t(job.state === 'committing' ? 'import.cancelWriting' : 'import.cancelSure')}
            okText={t('import.cancelYes')}
            cancelText={t('action.back')}
            onConfirm={() => cancel.mutate()}
          >
            <Button danger loading={cancel.isPending}>
              {t('import.cancel')}
            </Button>
          </Popconfirm>
        )}
        {mayCommit && (
          <span className="soft">
            {sum.new + sum.changed === 0
              ? good === 0
                ? t(rows === 0 ? 'import.noRows' : 'import.noneRight')
                : bad > 0
                  ? t('import.nothingButWrong', { count: count(bad) })
                  : t('import.nothingToDo')
              : blocked
                ? t('import.blocked', { count: count(errors) })
                : bad > 0
                  ? t('import.badStay', { count: count(bad) })
                  : ''}
          </span>
        )}
      </div>
      {error !== null && <ProblemNote error={error} />}
    </div>
  );
}
