import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { listProcedures, openCases, type CasesActed, type ProcedureView } from '@mingbai/core/api';
import { App, Drawer, Input, Radio, Select } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.ts';
import { sessionQuery } from '../../api/queries.ts';
import { count } from '../../format/values.ts';
import { useLanguage } from '../../i18n/useLanguage.ts';
import { RegionPicker } from '../../register/RegionPicker.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { ProblemNote } from '../../ui/ProblemNote.tsx';
import { useLeave } from '../../ui/useLeave.ts';
import { ActionForm, type Said } from './ActionForm.tsx';
import { Households } from './Households.tsx';
import { procedureOptions } from './kinds.ts';
import { mayBeginQuery } from './mayBeginQuery.ts';
import { NotBeginning } from './NotBeginning.tsx';
import { Outcome } from './Outcome.tsx';
import { Standings } from './Standings.tsx';
import './procedures.css';

type Opening = ProcedureView & { readonly begins: readonly string[] };

/** A household that it shall be about from the start. */
export interface About {
  readonly id: string;
  readonly region: string;
}

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

function BeginOne({
  opening,
  about,
  onEdit,
  onClose,
}: {
  readonly opening: Opening;
  readonly about?: About;
  readonly onEdit: () => void;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation();
  const language = useLanguage();
  const navigate = useNavigate();
  const client = useQueryClient();
  const { message } = App.useApp();
  const { procedure, begins } = opening;
  const [action, setAction] = useState(begins[0] ?? '');
  const [households, setHouseholds] = useState<readonly string[]>(about === undefined ? [] : [about.id]);
  // Who works in one village begins there.
  const own = useQuery(sessionQuery).data?.active?.region;
  const [place, setPlace] = useState(own?.level === 'village' ? own.code : undefined);
  const [list, setList] = useState('');
  const [unregistered, setUnregistered] = useState(false);
  const [outcome, setOutcome] = useState<CasesActed>();
  const [key, setKey] = useState(() => crypto.randomUUID());
  const isHousehold = procedure.subject === 'household';
  const chosen = !isHousehold
    ? place === undefined
      ? []
      : [{ place }]
    : unregistered
      ? place === undefined
        ? []
        : [{ village: place }]
      : households.filter((id) => id !== '').map((household) => ({ household }));
  // Who is refused is told now, and is not among those for whom the form is filled in.
  const registered = chosen.flatMap((one) => ('village' in one ? [] : [one]));
  const asked = useQuery({
    ...mayBeginQuery(procedure.id, registered),
    // One household more does not take away the form that is being filled in.
    placeholderData: keepPreviousData,
  });
  const may = (asked.isPlaceholderData ? undefined : asked.data) ?? [];
  const subjects = chosen.filter((_, place) =>
    may.every((one) => one.place !== place || one.refusal === null),
  );
  const begin = useMutation({
    mutationFn: (said: Said) =>
      call(openCases, {
        body: {
          procedure: procedure.id,
          action,
          subjects,
          ...said,
          key,
          ...(list.trim() === '' ? {} : { list: list.trim() }),
        },
      }),
    onSuccess: async (acted) => {
      await client.invalidateQueries();
      setKey(crypto.randomUUID());
      if (acted.refused.length > 0) return setOutcome(acted);
      void message.success(t('procedures.done', { n: count(acted.accepted.length) }));
      onClose();
      const [only, ...more] = acted.accepted;
      if (only !== undefined && more.length === 0)
        await navigate({ to: '/cases/$id', params: { id: only.case } });
    },
  });
  const step = procedure.actions[action];
  const [first] = households;
  return (
    <div className="stack">
      <p>{procedure.summary[language]}</p>
      {begins.length > 1 && (
        <Radio.Group
          aria-label={t('procedures.first')}
          value={action}
          options={begins.map((name) => ({
            value: name,
            label: procedure.actions[name]?.[language] ?? name,
          }))}
          onChange={({ target }) => setAction(String(target.value))}
        />
      )}
      {isHousehold && procedure.begins === 'new' && about === undefined && (
        <Radio.Group
          aria-label={t('procedures.whom')}
          value={unregistered}
          options={[
            { value: false, label: t('procedures.registered') },
            { value: true, label: t('procedures.unregistered') },
          ]}
          onChange={({ target }) => setUnregistered(target.value === true)}
        />
      )}
      {(!isHousehold || unregistered) && (
        <RegionPicker label={t('procedures.place')} width="100%" value={place} onChange={setPlace} />
      )}
      {isHousehold && !unregistered && about === undefined && (
        <Households
          key={procedure.id}
          procedure={procedure.id}
          chosen={households}
          onChange={setHouseholds}
          village={own?.level === 'village' ? own.code : undefined}
        />
      )}
      {households.length > 1 && (
        <label>
          {t('procedures.listName')}
          <Input value={list} maxLength={60} onChange={({ target }) => setList(target.value)} />
        </label>
      )}
      {asked.isError && <ProblemNote error={asked.error} onRetry={() => void asked.refetch()} />}
      <NotBeginning asked={may} />
      <Standings asked={may} />
      {outcome !== undefined && outcome.accepted.length > 0 && <Outcome outcome={outcome} />}
      {step !== undefined &&
        !(registered.length > 0 && asked.isPending) &&
        subjects.length > 0 &&
        (outcome === undefined || outcome.accepted.length === 0) && (
          <ActionForm
            key={action}
            procedure={procedure}
            action={step}
            household={households.length === 1 && !unregistered ? (first ?? null) : null}
            region={place ?? about?.region ?? ''}
            slot={`begin/${procedure.id}/${action}`}
            pending={begin.isPending}
            error={begin.error}
            outcome={outcome}
            registered={!unregistered}
            onEdit={() => {
              onEdit();
              setOutcome(undefined);
            }}
            onSend={(said) => begin.mutate(said)}
          />
        )}
    </div>
  );
}
