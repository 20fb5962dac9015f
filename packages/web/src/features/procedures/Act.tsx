import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { EvidenceNeed, Procedure, ProcedureAction } from '@mingbai/core';
import { actOnCases, type CasesActed } from '@mingbai/core/api';
import { App, Drawer } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.ts';
import { count } from '../../format/values.ts';
import { useLanguage } from '../../i18n/useLanguage.ts';
import { useLeave } from '../../ui/useLeave.ts';
import { ActionForm, type Said } from './ActionForm.tsx';
import { Outcome } from './Outcome.tsx';

export interface ActedCase {
  readonly id: string;
  readonly title: string;
  /** Actions that were seen. */
  readonly base: number;
  readonly household: string | null;
  readonly region: string;
}

interface Props {
  readonly procedure: Procedure;
  readonly name: string;
  readonly cases: readonly ActedCase[];
  /** What the case has been told already. */
  readonly given?: Readonly<Record<string, unknown>>;
  /** Keys of what is still owed from earlier steps. */
  readonly owed?: readonly string[];
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** Asks for what an action needs, takes it on every case chosen, and says of which it was refused and why. */
export function Act({ procedure, name, cases, given, owed = [], onClose, onDone }: Props) {
  const { t } = useTranslation();
  const language = useLanguage();
  const client = useQueryClient();
  const { message } = App.useApp();
  const [outcome, setOutcome] = useState<CasesActed>();
  // One key for each time the box is opened: pressing twice does it once.
  const [key, setKey] = useState(() => crypto.randomUUID());
  const filled = useRef(false);
  const leave = useLeave(() => filled.current, onClose);
  const action: ProcedureAction | undefined = procedure.actions[name];
  const act = useMutation({
    mutationFn: (said: Said) =>
      call(actOnCases, {
        body: { action: name, cases: cases.map(({ id, base }) => ({ id, base })), ...said, key },
      }),
    onSuccess: async (acted) => {
      await client.invalidateQueries();
      if (acted.refused.length === 0) {
        void message.success(t('procedures.done', { n: count(acted.accepted.length) }));
        onDone();
        onClose();
        return;
      }
      // What was refused can be sent again once it is mended: that is another attempt.
      setKey(crypto.randomUUID());
      setOutcome(acted);
      if (acted.accepted.length === 0) return;
      filled.current = false;
      onDone();
    },
  });
  if (action === undefined) return null;
  const [first] = cases;
  return (
    <Drawer open title={action[language]} size={560} mask={{ closable: false }} onClose={leave}>
      {cases.length > 1 && (
        <p>
          {t('procedures.onCases', { n: count(cases.length) })}
          <span className="soft"> {namesOf(cases, language)}</span>
        </p>
      )}
      {outcome !== undefined && outcome.accepted.length > 0 && <Outcome outcome={outcome} />}
      {(outcome === undefined || outcome.accepted.length === 0) && (
        <ActionForm
          procedure={procedure}
          action={action}
          household={cases.length === 1 ? (first?.household ?? null) : null}
          region={first?.region ?? ''}
          owed={owedNeeds(procedure, owed)}
          slot={`case:${first?.id ?? ''}/${name}`}
          {...(given === undefined ? {} : { given })}
          pending={act.isPending}
          error={act.error}
          outcome={outcome}
          onEdit={() => {
            filled.current = true;
            setOutcome(undefined);
          }}
          onSend={(said) => act.mutate(said)}
        />
      )}
    </Drawer>
  );
}

const NAMED = 12;

/** The first of those who are meant, so that nobody is taken along unseen. */
function namesOf(cases: readonly ActedCase[], language: 'zh' | 'en'): string {
  const names = cases.slice(0, NAMED).map(({ title }) => title);
  return `${names.join(language === 'zh' ? '、' : ', ')}${cases.length > NAMED ? '……' : ''}`;
}

function owedNeeds(procedure: Procedure, owed: readonly string[]): EvidenceNeed[] {
  const needs = Object.values(procedure.actions).flatMap(({ evidence }) => evidence);
  return owed.flatMap((key) => needs.find((need) => need.key === key) ?? []);
}
