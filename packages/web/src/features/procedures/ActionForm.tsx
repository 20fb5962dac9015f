import type { EvidenceNeed, Procedure, ProcedureAction } from '@mingbai/core';
import type { CasesActed } from '@mingbai/core/api';
import { Button, Form, Input } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../i18n/useLanguage.ts';
import { DayInput } from '../../ui/DayInput.tsx';
import { ProblemNote } from '../../ui/ProblemNote.tsx';
import { useToday } from '../../ui/useToday.ts';
import { EvidenceNeeds, type Brought } from './EvidenceNeeds.tsx';
import { NoticeFields, noticeOf, type NoticeSaid } from './NoticeFields.tsx';
import { Outcome } from './Outcome.tsx';
import { QuestionField } from './QuestionField.tsx';
import { useFaults } from './useFaults.ts';
import { VoteFields, votesOf } from './VoteFields.tsx';

/** What is brought to an action, as the contract has it. */
export interface Said {
  readonly on: string;
  readonly given: Record<string, unknown>;
  readonly evidence: Brought[];
  readonly votes?: NonNullable<ReturnType<typeof votesOf>>;
  readonly reason?: string;
  readonly notice?: NonNullable<ReturnType<typeof noticeOf>>;
}

interface Props {
  readonly procedure: Procedure;
  readonly action: ProcedureAction;
  /** The household that it is about, when it is one that is registered. */
  readonly household: string | null;
  /** It is about households that are; otherwise what only new ones are asked must be answered. */
  readonly registered?: boolean;
  readonly region: string;
  /** What was to be brought later in earlier steps and is not there yet. */
  readonly owed?: readonly EvidenceNeed[];
  /** Tells this form from others. */
  readonly slot: string;
  readonly given?: Readonly<Record<string, unknown>>;
  readonly pending: boolean;
  readonly error: unknown;
  /** What was refused the last time: stands where it is read, above the button. */
  readonly outcome?: CasesActed | undefined;
  /** Something was changed: what was refused before speaks of it no longer. */
  readonly onEdit: () => void;
  readonly onSend: (said: Said) => void;
}

interface Fields {
  readonly given?: Record<string, unknown>;
  readonly votes?: Parameters<typeof votesOf>[0];
  readonly reason?: string;
  readonly notice?: NoticeSaid;
}

/** All that an action asks for on one page: the day, the form, the vote, the papers, the words of a notice. */
export function ActionForm({
  procedure,
  action,
  household,
  registered = household !== null,
  region,
  owed = [],
  slot,
  given,
  pending,
  error,
  outcome,
  onEdit,
  onSend,
}: Props) {
  const { t } = useTranslation();
  const language = useLanguage();
  const today = useToday();
  const [on, setOn] = useState(today);
  const [evidence, setEvidence] = useState<Brought[]>([]);
  const needs = [
    ...action.evidence,
    ...owed.filter(({ key }) => !action.evidence.some((one) => one.key === key)),
  ];
  const hangsOut = procedure.states[action.to]?.notice !== undefined && !action.from.includes(action.to);
  const send = (fields: Fields) => {
    const votes = votesOf(fields.votes);
    const notice = hangsOut ? noticeOf(fields.notice) : undefined;
    const reason = fields.reason?.trim() ?? '';
    onSend({
      on,
      given: Object.fromEntries(
        Object.entries(fields.given ?? {}).filter(([, value]) => value !== undefined && value !== ''),
      ),
      evidence,
      ...(action.vote !== undefined && votes !== undefined ? { votes } : {}),
      ...(reason === '' ? {} : { reason }),
      ...(notice === undefined ? {} : { notice }),
    });
  };
  const known = Object.fromEntries(
    action.form.flatMap(({ key }) => (given?.[key] === undefined ? [] : [[key, given[key]]])),
  );
  const asked = action.form.filter(({ unregistered }) => !unregistered || household === null);
  const box = useRef<HTMLDivElement>(null);
  const faults = useFaults(box);
  return (
    <Form<Fields>
      layout="vertical"
      validateTrigger={faults.tried ? 'onChange' : 'onSubmit'}
      initialValues={{ given: known }}
      onValuesChange={() => {
        faults.look();
        onEdit();
      }}
      onFinish={send}
      onFinishFailed={faults.lead}
    >
      <div ref={box}>
        <p>
          <DayInput label={t('procedures.on')} value={on} max={today} onChange={setOn} />
        </p>
        {asked.map((question) => (
          <QuestionField
            key={question.key}
            question={question}
            household={household}
            registered={registered}
          />
        ))}
        {action.vote !== undefined && <VoteFields vote={action.vote} />}
        {needs.length > 0 && (
          <EvidenceNeeds
            needs={needs}
            region={region}
            household={household}
            slot={slot}
            onChange={setEvidence}
          />
        )}
        <Form.Item
          name="reason"
          label={t(action.reason ? 'procedures.reason' : 'procedures.remark')}
          rules={[{ required: action.reason, whitespace: true, message: t('form.required') }]}
        >
          <Input.TextArea maxLength={2000} autoSize={{ minRows: 2 }} />
        </Form.Item>
        {hangsOut && <NoticeFields />}
        {error !== null && <ProblemNote error={error} />}
        {outcome !== undefined && <Outcome outcome={outcome} />}
        <Button type="primary" htmlType="submit" loading={pending}>
          {action[language]}
        </Button>
        {faults.left > 0 && (
          <p role="alert" className="faults-left">
            {t('form.faults', { n: faults.left })}
          </p>
        )}
      </div>
    </Form>
  );
}
