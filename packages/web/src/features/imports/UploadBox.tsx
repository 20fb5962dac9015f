import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import { useRef, useState, type DragEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { uploadFiles } from '../../api/upload.ts';
import { bytes } from '../../format/values.ts';
import { DayInput } from '../../ui/DayInput.tsx';
import { ProblemNote } from '../../ui/ProblemNote.tsx';
import { useToday } from '../../ui/useToday.ts';
import './imports.css';

const ACCEPT = '.xlsx,.xls,.csv,.zip';

/** Files from the disk or dropped, with the day they speak of; nothing is written before it was checked. */
export function UploadBox() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const navigate = useNavigate();
  const input = useRef<HTMLInputElement>(null);
  const [files, setFiles] = useState<readonly File[]>([]);
  const today = useToday();
  const [day, setDay] = useState(today);
  const [over, setOver] = useState(false);
  const [sent, setSent] = useState(0);
  const send = useMutation({
    mutationFn: () => uploadFiles(files, day, setSent),
    onSuccess: async (jobs) => {
      setFiles([]);
      await client.invalidateQueries({ queryKey: ['imports'] });
      const only = jobs.length === 1 ? jobs[0] : undefined;
      if (only !== undefined) void navigate({ to: '/imports/$id', params: { id: only.id } });
    },
  });
  const add = (list: FileList | null) => {
    send.reset();
    // The list is the input's own and empties with it, before this is run.
    const chosen = [...(list ?? [])];
    setFiles((before) => [...before, ...chosen]);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    add(event.dataTransfer.files);
  };
  return (
    <section
      className={`panel drop${over ? ' drop-over' : ''}`}
      aria-label={t('import.upload')}
      onDragOver={(event) => (event.preventDefault(), setOver(true))}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <input
        ref={input}
        type="file"
        multiple
        hidden
        accept={ACCEPT}
        aria-label={t('import.choose')}
        onChange={(event) => (add(event.target.files), (event.target.value = ''))}
      />
      <div className="row">
        <Button onClick={() => input.current?.click()}>{t('import.choose')}</Button>
        <span className="soft">{t('import.dropHint')}</span>
        <span className="grow" />
        <DayInput label={t('import.dataDate')} value={day} max={today} onChange={setDay} />
      </div>
      {files.length > 0 && (
        <>
          <ul className="drop-files">
            {files.map((file, index) => (
              <li key={`${file.name}-${file.size}-${index}`}>
                {file.name} <span className="soft">{bytes(file.size)}</span>{' '}
                <button
                  type="button"
                  className="linklike"
                  aria-label={t('import.removeFile', { name: file.name })}
                  onClick={() => setFiles(files.filter((each) => each !== file))}
                >
                  {t('import.remove')}
                </button>
              </li>
            ))}
          </ul>
          <div className="row">
            <Button type="primary" loading={send.isPending} onClick={() => send.mutate()}>
              {t('import.check')}
            </Button>
            {send.isPending && <progress aria-label={t('import.sending')} max={1} value={sent} />}
            <span className="soft">{t('import.checkHint')}</span>
          </div>
        </>
      )}
      {send.error !== null && <ProblemNote error={send.error} />}
    </section>
  );
}
