import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { openCases, type CasesActed, type ProcedureView } from '@mingbai/core/api';
import { App, Input, Radio } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.ts';
import { sessionQuery } from '../../api/queries.ts';
import { count } from '../../format/values.ts';
import { useLanguage } from '../../i18n/useLanguage.ts';
import { RegionPicker } from '../../register/RegionPicker.tsx';
import { ProblemNote } from '../../ui/ProblemNote.tsx';
import { ActionForm, type Said } from './ActionForm.tsx';
import { Households } from './Households.tsx';
import { mayBeginQuery } from './mayBeginQuery.ts';
import { NotBeginning } from './NotBeginning.tsx';
import { Outcome } from './Outcome.tsx';
import { Standings } from './Standings.tsx';

/** A household that it shall be about from the start. */
export interface About {
  readonly id: string;
  readonly region: string;
}

/** One procedure that is begun: for whom, whether it can be, and its first action. */
export function BeginOne({
  opening,
  about,
  onEdit,
  onClose,
}: {
  readonly opening: ProcedureView & { readonly begins: readonly string[] };
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
