import { useMutation, useQueryClient } from '@tanstack/react-query';
import { mapImport, type ImportJob } from '@mingbai/core/api';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.ts';
import { ProblemNote } from '../../ui/ProblemNote.tsx';
import { mappingBody, type Choices } from './mapping.ts';
import { SheetMapping } from './SheetMapping.tsx';

/** Every sheet with its form and where each column goes; what is unknown can be told, and is remembered. */
export function Mapping({ job }: { readonly job: ImportJob }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [choices, setChoices] = useState<Choices>({});
  const body = mappingBody(job, choices);
  const map = useMutation({
    mutationFn: () => call(mapImport, { params: { id: job.id }, body: { mappings: body } }),
    onSuccess: (next) => {
      setChoices({});
      client.setQueryData(['import', job.id], next);
    },
  });
  const open = job.state === 'mapping' || job.state === 'checked';
  return (
    <div className="stack">
      {job.state === 'mapping' && <p style={{ margin: 0 }}>{t('mapping.why')}</p>}
      {unreadFirst(job.sheets).map((sheet) => (
        <SheetMapping
          key={`${sheet.file}/${sheet.sheet}`}
          sheet={sheet}
          editable={open}
          choices={choices}
          onChoose={(key, to) => setChoices((before) => ({ ...before, [key]: to }))}
        />
      ))}
      {job.sheets.length === 0 && <p className="soft">{t('mapping.noSheets')}</p>}
      {map.error !== null && <ProblemNote error={map.error} />}
      {open && (
        <div className="row">
          <Button
            type="primary"
            disabled={body.length === 0}
            loading={map.isPending}
            onClick={() => map.mutate()}
          >
            {t('mapping.apply')}
          </Button>
          <span className="soft">{t('mapping.remembered')}</span>
        </div>
      )}
    </div>
  );
}

/** What waits for somebody's word before what needs none. */
function unreadFirst(sheets: ImportJob['sheets']): ImportJob['sheets'] {
  const waits = ({ state, missing }: ImportJob['sheets'][number]) =>
    state === 'unknown' || missing.length > 0;
  return [...sheets.filter(waits), ...sheets.filter((sheet) => !waits(sheet))];
}
