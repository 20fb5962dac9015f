import { useMutation, useQuery } from '@tanstack/react-query';
import { reveal } from '@mingbai/core/api';
import { Button, Form, Input, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../api/call.ts';
import { sessionQuery } from '../api/queries.ts';
import { isMasked } from '../format/values.ts';
import { ProblemNote } from '../ui/ProblemNote.tsx';

interface Props {
  readonly noun: 'household' | 'person' | 'responsible';
  readonly id: string;
  readonly field: 'identity_no' | 'phone' | 'bank_account';
  readonly masked: string | null;
  /** Whose and what, for the dialog: "张三 · 证件号码". */
  readonly about: string;
}

/** A masked value; in full after a reason, which is journaled. It is forgotten when the page is left. */
export function Sealed({ noun, id, field, masked, about }: Props) {
  const { t } = useTranslation();
  const may = useQuery(sessionQuery).data?.permissions.includes('register.reveal') === true;
  const [asking, setAsking] = useState(false);
  const ask = useMutation({
    mutationFn: (reason: string) => call(reveal, { body: { noun, id, field, reason } }),
    onSuccess: () => setAsking(false),
    gcTime: 0,
  });
  if (masked === null) return null;
  const full = ask.data?.value ?? null;
  if (full !== null) return <span style={{ userSelect: 'all' }}>{full}</span>;
  return (
    <>
      {masked}
      {may && isMasked(masked) && (
        <button
          type="button"
          className="linklike"
          style={{ marginLeft: 6 }}
          aria-label={t('reveal.of', { about })}
          onClick={() => setAsking(true)}
        >
          {t('reveal.button')}
        </button>
      )}
      <Modal
        title={t('reveal.title', { about })}
        open={asking}
        footer={null}
        destroyOnHidden
        onCancel={() => setAsking(false)}
      >
        <p>{t('reveal.why')}</p>
        <Form<{ reason: string }>
          layout="vertical"
          requiredMark={false}
          onFinish={({ reason }) => ask.mutate(reason)}
        >
          <Form.Item
            name="reason"
            label={t('reveal.reason')}
            rules={[{ required: true, min: 4, whitespace: true, message: t('reveal.reasonShape') }]}
          >
            <Input autoFocus maxLength={200} placeholder={t('reveal.example')} />
          </Form.Item>
          {ask.error !== null && <ProblemNote error={ask.error} />}
          <Button type="primary" htmlType="submit" loading={ask.isPending}>
            {t('reveal.show')}
          </Button>
        </Form>
      </Modal>
    </>
  );
}
