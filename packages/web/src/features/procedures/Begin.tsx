import { useQuery } from '@tanstack/react-query';
import { listProcedures } from '@mingbai/core/api';
import { Drawer, Select } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.ts';
import { count } from '../../format/values.ts';
import { useLanguage } from '../../i18n/useLanguage.ts';
import { Loading } from '../../ui/Loading.tsx';
import { ProblemNote } from '../../ui/ProblemNote.tsx';
import { useLeave } from '../../ui/useLeave.ts';
import { BeginOne, type About } from './BeginOne.tsx';
import { procedureOptions } from './kinds.ts';
import { mayBeginQuery } from './mayBeginQuery.ts';
import './procedures.css';

/** Begins a procedure: which, for whom, then its first action. */
export function Begin({ about, onClose }: { readonly about?: About; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const query = useQuery({
    queryKey: ['procedures'],
    queryFn: ({ signal }) => call(listProcedures, { query: {}, signal }),
    staleTime: 300_000,
  });
  const [chosen, choose] = useState<string>();
  const filled = useRef(false);
  const leave = useLeave(() => filled.current, onClose);
  const mine = (query.data?.procedures ?? []).filter(
    ({ begins, procedure }) =>
      begins.length > 0 && (about === undefined || procedure.subject === 'household'),
  );
  const opening = mine.find(({ procedure }) => procedure.id === chosen);
  // Of a household that is known it is said before one is chosen, and not only after.
  const may = useQuery(mayBeginQuery(undefined, about === undefined ? [] : [{ household: about.id }])).data;
  const barred = mine.flatMap(({ procedure }) => {
    const refusal = may?.find((one) => one.procedure === procedure.id)?.refusal ?? null;
    return refusal === null ? [] : [{ procedure, refusal }];
  });
  const isBarred = (id: string) => barred.some(({ procedure }) => procedure.id === id);
  return (
    <Drawer open title={t('procedures.begin')} size={560} mask={{ closable: false }} onClose={leave}>
      {query.isPending && <Loading />}
      {query.isError && <ProblemNote error={query.error} onRetry={() => void query.refetch()} />}
      <label className="form-label" htmlFor="procedure">
        {t('procedures.which')}
      </label>
      <Select
        id="procedure"
        style={{ width: '100%' }}
        showSearch={{ optionFilterProp: 'label' }}
        value={chosen}
        options={[
          ...procedureOptions(
            mine.flatMap(({ procedure }) => (isBarred(procedure.id) ? [] : [procedure])),
            language,
            t,
          ),
          {
            label: t('procedures.kind.barred'),
            options: barred.map(({ procedure }) => ({
              value: procedure.id,
              label: t('procedures.notNow', { name: procedure[language] }),
            })),
          },
        ].filter(({ options }) => options.length > 0)}
        onChange={choose}
      />
      {barred.length > 0 && opening === undefined && (
        <details className="barred">
          <summary>{t('procedures.barred', { n: count(barred.length) })}</summary>
          <ul>
            {barred.map(({ procedure, refusal }) => (
              <li key={procedure.id}>
                <strong>{procedure[language]}</strong> {refusal.what[language]}
              </li>
            ))}
          </ul>
        </details>
      )}
      {opening !== undefined && (
        <BeginOne
          key={opening.procedure.id}
          opening={opening}
          {...(about ? { about } : {})}
          onEdit={() => {
            filled.current = true;
          }}
          onClose={onClose}
        />
      )}
    </Drawer>
  );
}
