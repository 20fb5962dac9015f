import { useMutation, useQueryClient } from '@tanstack/react-query';
import { levelOf, type RegionCode } from '@mingbai/core';
import { changeRegion, type RegionRef } from '@mingbai/core/api';
import { App, Button, Form, Input, Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.ts';
import { count } from '../../format/values.ts';
import { RegionPicker } from '../../register/RegionPicker.tsx';
import { DayInput } from '../../ui/DayInput.tsx';
import { ProblemNote } from '../../ui/ProblemNote.tsx';
import { useToday } from '../../ui/useToday.ts';

export type ChangeKind = 'rename' | 'merge';

interface Fields {
  readonly name: string;
  readonly into: string;
  readonly on: string;
  readonly reason: string;
}

interface Props {
  readonly region: RegionRef;
  readonly kind: ChangeKind;
  readonly onClose: () => void;
}

/** Another name, or a merger, from a day on, with the reason that the journal keeps. */
export function ChangeRegion({ region, kind, onClose }: Props) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { message } = App.useApp();
  const today = useToday();
  const change = useMutation({
    mutationFn: ({ name, into, on, reason }: Fields) =>
      call(changeRegion, {
        params: { code: region.code },
        body: kind === 'rename' ? { kind, name, on, reason } : { kind, into, on, reason },
      }),
    onSuccess: async ({ rows }) => {
      // Names of regions stand on nearly every page.
      await client.invalidateQueries();
      onClose();
      void message.success(
        kind === 'rename'
          ? t('regions.renamed')
          : t('regions.merged', { households: count(rows['household'] ?? 0) }),
      );
    },
  });
  const required = { required: true, message: t('form.required') };
  return (
    <Modal
      open
      title={t(kind === 'rename' ? 'regions.renameOf' : 'regions.mergeOf', { name: region.name })}
      footer={null}
      mask={{ closable: false }}
      onCancel={onClose}
    >
      <p>{t(kind === 'rename' ? 'regions.renameWhy' : 'regions.mergeWhy')}</p>
      <Form<Fields>
        layout="vertical"
        requiredMark={false}
        initialValues={{ on: today }}
        onFinish={(fields) => change.mutate(fields)}
      >
        {kind === 'rename' ? (
          <Form.Item name="name" label={t('regions.newName')} rules={[{ ...required, whitespace: true }]}>
            <Input autoFocus maxLength={60} />
          </Form.Item>
        ) : (
          <Form.Item label={t('regions.into')} htmlFor="merge-into" required>
            <Form.Item
              name="into"
              noStyle
              rules={[
                required,
                {
                  validator: (_, into: RegionCode | undefined) =>
                    into === undefined ||
                    (into !== region.code && levelOf(into) === levelOf(region.code as RegionCode))
                      ? Promise.resolve()
                      : Promise.reject(new Error(t('regions.sameLevel'))),
                },
              ]}
            >
              <Into />
            </Form.Item>
          </Form.Item>
        )}
        <Form.Item name="on" rules={[required]}>
          <From label={t('regions.from')} max={kind === 'merge' ? today : undefined} />
        </Form.Item>
        <Form.Item
          name="reason"
          label={t('regions.reason')}
          extra={t('regions.reasonExample')}
          rules={[{ ...required, min: 2, whitespace: true }]}
        >
          <Input.TextArea maxLength={500} autoSize={{ minRows: 2 }} />
        </Form.Item>
        {change.error !== null && <ProblemNote error={change.error} />}
        <Button type="primary" htmlType="submit" loading={change.isPending}>
          {t(kind === 'rename' ? 'regions.rename' : 'regions.merge')}
        </Button>
      </Form>
    </Modal>
  );
}

/** The form hands value and change in. */
interface Handed {
  readonly value?: string;
  readonly onChange?: (value: string | undefined) => void;
}

function Into({ value, onChange }: Handed) {
  return <RegionPicker id="merge-into" width="100%" value={value} onChange={(code) => onChange?.(code)} />;
}

function From({
  value = '',
  onChange,
  label,
  max,
}: Handed & { readonly label: string; readonly max: string | undefined }) {
  return (
    <DayInput
      label={label}
      value={value}
      {...(max === undefined ? {} : { max })}
      onChange={(day) => onChange?.(day)}
    />
  );
}
