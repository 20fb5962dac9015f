import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import {
  FINDING_ACTIONS,
  WORK_ACTIONS,
  type DecideAction,
  type FindingAction,
  type FindingNeed,
  type WorkAction,
  addDays,
  dayInChina,
} from '@mingbai/core';
import {
  decideFindings,
  listFindingPeople,
  workFindings,
  type Decided,
  type FindingFilter,
  type FindingRow,
} from '@mingbai/core/api';
import { Link } from '@tanstack/react-router';
import { App, Button, Form, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.ts';
import { count } from '../../format/values.ts';
import { useLanguage } from '../../i18n/useLanguage.ts';
import { DayInput } from '../../ui/DayInput.tsx';
import { ProblemNote } from '../../ui/ProblemNote.tsx';
import { colon } from './words.ts';

interface Props {
  readonly action: FindingAction;
  readonly size: number;
  /** Those that are shown, to say which were refused. */
  readonly rows?: readonly FindingRow[];
  readonly what: { readonly ids: string[] } | { readonly filter: FindingFilter; readonly expected: number };
  readonly onClose: () => void;
  readonly onDone: () => void;
}

interface Fields {
  readonly reason?: string;
  readonly to?: string;
}

/** A dismissal is looked at again after a year unless said otherwise. */
function nextYear(): string {
  return addDays(dayInChina(Date.now()), 365);
}

const TEAMS = ['village', 'township', 'county'] as const;

/** Asks for what the action needs, does it, and says of which findings it was refused and why. */
export function Decide({ action, size, rows = [], what, onClose, onDone }: Props) {
  const { t } = useTranslation();
  const language = useLanguage();
  const client = useQueryClient();
  const { message, modal } = App.useApp();
  const [until, setUntil] = useState(nextYear);
  const [due, setDue] = useState('');
  // One key for each time the box is opened: pressing twice does it once.
  const [key] = useState(() => crypto.randomUUID());
  const needs = FINDING_ACTIONS[action].needs as readonly FindingNeed[];
  const people = useQuery({
    queryKey: ['findings', 'people'],
    queryFn: ({ signal }) => call(listFindingPeople, { query: {}, signal }),
    enabled: needs.includes('assignee'),
  }).data;
  const run = useMutation({
    mutationFn: ({ reason, to }: Fields): Promise<Decided> => {
      const said = reason === undefined || reason.trim() === '' ? {} : { reason };
      if ((WORK_ACTIONS as readonly string[]).includes(action))
        return call(workFindings, { body: { ...what, action: action as WorkAction, key, ...said } });
      return call(decideFindings, {
        body: {
          ...what,
          action: action as DecideAction,
          key,
          ...said,
          ...(until === '' ? {} : { until }),
          ...(due === '' ? {} : { due }),
          ...(to === undefined ? {} : { to: isTeam(to) ? { team: to } : { user: to } }),
        },
      });
    },
    onSuccess: async (done) => {
      await client.invalidateQueries({ queryKey: ['findings'] });
      onClose();
      onDone();
      void message.success(t('findings.done', { accepted: count(done.accepted) }));
      if (done.refused.length > 0) {
        modal.info({
          title: t('findings.refused', { count: done.refused.length }),
          content: (
            <ul>
              {done.refused.slice(0, 20).map((each) => (
                <li key={each.id}>
                  <Link to="/findings/$id" params={{ id: each.id }}>
                    {rows.find(({ id }) => id === each.id)?.message[language] ?? `F${each.id}`}
                  </Link>
                  {colon(language)}
                  {each.message[language]}
                </li>
              ))}
            </ul>
          ),
        });
      }
    },
  });
  const required = { required: true, message: t('form.required') };
  return (
    <Modal
      open
      title={t('findings.decideTitle', { action: FINDING_ACTIONS[action][language], size: count(size) })}
      footer={null}
      mask={{ closable: false }}
      onCancel={onClose}
    >
      <Form<Fields> layout="vertical" requiredMark={false} onFinish={(fields) => run.mutate(fields)}>
        {needs.includes('assignee') && (
          <>
            <Form.Item name="to" label={t('findings.assignTo')} rules={[required]}>
              <Select
                options={[
                  ...TEAMS.map((value) => ({ value, label: t(`findings.team.${value}`) })),
                  ...(people ?? []).map((one) => ({
                    value: one.user,
                    label: `${one.name} · ${one.region.name}`,
                  })),
                ]}
                showSearch={{ optionFilterProp: 'label' }}
              />
            </Form.Item>
            <DayInput label={t('findings.dueDay')} value={due} onChange={setDue} />
          </>
        )}
        {needs.includes('until') && (
          <DayInput label={t('findings.until')} value={until} onChange={setUntil} />
        )}
        <Form.Item
          name="reason"
          label={t('findings.reason')}
          rules={needs.includes('reason') ? [{ ...required, whitespace: true }] : []}
        >
          <Input.TextArea autoFocus maxLength={500} autoSize={{ minRows: 2 }} />
        </Form.Item>
        {run.error !== null && <ProblemNote error={run.error} />}
        <Button
          type="primary"
          htmlType="submit"
          loading={run.isPending}
          disabled={needs.includes('until') && until === ''}
        >
          {FINDING_ACTIONS[action][language]}
        </Button>
      </Form>
    </Modal>
  );
}

function isTeam(to: string): to is (typeof TEAMS)[number] {
  return (TEAMS as readonly string[]).includes(to);
}
