import { useMutation, useQueryClient } from '@tanstack/react-query';
import { interruptNotice, withdrawNotice, type NoticeView } from '@mingbai/core/api';
import { App, Button, Form, Input, Modal } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.ts';
import { DayInput } from '../../ui/DayInput.tsx';
import { ProblemNote } from '../../ui/ProblemNote.tsx';
import { useToday } from '../../ui/useToday.ts';

interface Props {
  readonly notice: NoticeView;
  readonly onClose: () => void;
}
interface Fields {
  readonly from: string;
  readonly to: string;
  readonly reason: string;
}

/** Days on which it did not hang. */
export function Interrupt({ notice, onClose }: Props) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const today = useToday();
  const done = useRenewed(notice.id, onClose);
  const interrupt = useMutation({
    mutationFn: (body: Fields) => call(interruptNotice, { params: { id: notice.id }, body }),
    onSuccess: async ({ until }) => {
      await done();
      void message.success(t('notices.interrupted', { until }));
    },
  });
  return (
    <Dialog title={t('notices.interrupt')} why={t('notices.interruptWhy')} onClose={onClose}>
      <Form<Fields>
        layout="vertical"
        requiredMark={false}
        initialValues={{ from: today, to: today }}
        onFinish={(fields) => interrupt.mutate(fields)}
      >
        <Form.Item name="from">
          <Day label={t('notices.from')} />
        </Form.Item>
        <Form.Item name="to">
          <Day label={t('notices.to')} />
        </Form.Item>
        <Reason />
        {interrupt.error !== null && <ProblemNote error={interrupt.error} />}
        <Button type="primary" htmlType="submit" loading={interrupt.isPending}>
          {t('notices.interrupt')}
        </Button>
      </Form>
    </Dialog>
  );
}

/** Taken down before its time. */
export function Withdraw({ notice, onClose }: Props) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const done = useRenewed(notice.id, onClose);
  const withdraw = useMutation({
    mutationFn: ({ reason }: Pick<Fields, 'reason'>) =>
      call(withdrawNotice, { params: { id: notice.id }, body: { reason } }),
    onSuccess: async () => {
      await done();
      void message.success(t('notices.withdrawDone'));
    },
  });
  return (
    <Dialog title={t('notices.withdraw')} why={t('notices.withdrawWhy')} onClose={onClose}>
      <Form<Pick<Fields, 'reason'>>
        layout="vertical"
        requiredMark={false}
        onFinish={(fields) => withdraw.mutate(fields)}
      >
        <Reason />
        {withdraw.error !== null && <ProblemNote error={withdraw.error} />}
        <Button type="primary" danger htmlType="submit" loading={withdraw.isPending}>
          {t('notices.withdraw')}
        </Button>
      </Form>
    </Dialog>
  );
}

function useRenewed(id: string, onClose: () => void): () => Promise<void> {
  const client = useQueryClient();
  return async () => {
    await Promise.all([
      client.invalidateQueries({ queryKey: ['notice', id] }),
      client.invalidateQueries({ queryKey: ['notices'] }),
    ]);
    onClose();
  };
}

function Dialog(props: {
  readonly title: string;
  readonly why: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}) {
  return (
    <Modal open title={props.title} footer={null} mask={{ closable: false }} onCancel={props.onClose}>
      <p>{props.why}</p>
      {props.children}
    </Modal>
  );
}

function Reason() {
  const { t } = useTranslation();
  return (
    <Form.Item
      name="reason"
      label={t('notices.reason')}
      rules={[{ required: true, min: 2, whitespace: true, message: t('form.required') }]}
    >
      <Input.TextArea maxLength={500} autoSize={{ minRows: 2 }} />
    </Form.Item>
  );
}

/** The form hands value and change in. */
function Day({
  value = '',
  onChange,
  label,
}: {
  readonly value?: string;
  readonly onChange?: (value: string | undefined) => void;
  readonly label: string;
}) {
  return <DayInput label={label} value={value} onChange={(day) => onChange?.(day)} />;
}
