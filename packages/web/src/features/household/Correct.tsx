import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { columnOf, correctableFields, type CorrectedNoun } from '@mingbai/core';
import { correctHousehold, type RecordValues } from '@mingbai/core/api';
import { App, Button, Drawer, Form, Input, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.ts';
import { sessionQuery } from '../../api/queries.ts';
import { count } from '../../format/values.ts';
import { useLanguage } from '../../i18n/useLanguage.ts';
import { valueText } from '../../register/labels.ts';
import { ProblemNote } from '../../ui/ProblemNote.tsx';
import { useLeave } from '../../ui/useLeave.ts';
import { QuestionField } from '../procedures/QuestionField.tsx';

interface Props {
  readonly household: string;
  readonly noun: CorrectedNoun;
  /** The member, for `person`. */
  readonly person?: string;
  /** Whose: stands in the title. */
  readonly about: string;
  readonly values: RecordValues;
  /** Masked, where there is one. */
  readonly phone?: string | null;
}

interface Fields {
  readonly given?: Readonly<Record<string, unknown>>;
  readonly reason: string;
}

/** What the village itself fills in, said otherwise: which items, the new value beside the old, why. */
export function Correct(props: Props) {
  const { t } = useTranslation();
  const may = useQuery(sessionQuery).data?.permissions.includes('register.correct') === true;
  const [open, setOpen] = useState(false);
  if (!may) return null;
  return (
    <>
      <Button size="small" aria-label={t('correct.of', { about: props.about })} onClick={() => setOpen(true)}>
        {t('correct.button')}
      </Button>
      {open && <CorrectDrawer {...props} onClose={() => setOpen(false)} />}
    </>
  );
}

function CorrectDrawer({
  household,
  noun,
  person,
  about,
  values,
  phone = null,
  onClose,
}: Props & { readonly onClose: () => void }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const client = useQueryClient();
  const { message } = App.useApp();
  const [form] = Form.useForm<Fields>();
  const [chosen, choose] = useState<readonly string[]>([]);
  const [key] = useState(() => crypto.randomUUID());
  const fields = correctableFields(noun);
  const send = useMutation({
    mutationFn: ({ given = {}, reason }: Fields) =>
      call(correctHousehold, {
        params: { id: household },
        body: {
          noun,
          ...(person === undefined ? {} : { person }),
          values: Object.fromEntries(
            chosen.map((name) => [
              name,
              given[name] === undefined || given[name] === '' ? null : (given[name] as RecordValues[string]),
            ]),
          ),
          reason,
          key,
        },
      }),
    onSuccess: async ({ changed }) => {
      onClose();
      void message.success(t('correct.done', { n: count(changed.length) }));
      await client.invalidateQueries();
    },
  });
  const leave = useLeave(() => form.isFieldsTouched(), onClose);
  return (
    <Drawer open title={t('correct.title', { about })} size={480} onClose={leave}>
      <Form<Fields>
        form={form}
        layout="vertical"
        scrollToFirstError
        validateTrigger="onBlur"
        initialValues={{ given: typed(noun, values) }}
        onFinish={(said) => send.mutate(said)}
      >
        <p className="soft">{t('correct.why')}</p>
        <Form.Item label={t('correct.which')} required>
          <Select
            aria-label={t('correct.which')}
            mode="multiple"
            showSearch={{ optionFilterProp: 'label' }}
            placeholder={t('correct.choose')}
            value={[...chosen]}
            options={fields.map((field) => ({ value: columnOf(field), label: field[language] }))}
            onChange={(next: string[]) => choose(next)}
          />
        </Form.Item>
        {fields
          .filter((field) => chosen.includes(columnOf(field)))
          .map((field) => {
            const column = columnOf(field);
            const now =
              field.type === 'phone' ? phone : valueText(field.key, values[column] ?? null, language);
            const said = t('correct.now', { value: now || t('history.blank') });
            return (
              <QuestionField
                key={field.key}
                household={household}
                question={{
                  key: column,
                  field: field.key,
                  // A masked number is not there to be cleared by mistake.
                  required: field.mandatory === true || field.type === 'phone',
                  unregistered: false,
                  note: { zh: said, en: said },
                }}
              />
            );
          })}
        {chosen.length > 0 && (
          <Form.Item
            name="reason"
            label={t('correct.reason')}
            rules={[{ required: true, min: 2, whitespace: true, message: t('form.required') }]}
          >
            <Input maxLength={200} placeholder={t('correct.example')} />
          </Form.Item>
        )}
        {send.error !== null && <ProblemNote error={send.error} />}
        <Button type="primary" htmlType="submit" disabled={chosen.length === 0} loading={send.isPending}>
          {t('correct.send', { n: count(chosen.length) })}
        </Button>
      </Form>
      <p className="soft">{t('correct.others')}</p>
    </Drawer>
  );
}

/** Decimals as people type them: the contract takes them as text, so that none is rounded. */
function typed(noun: CorrectedNoun, values: RecordValues): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    correctableFields(noun).map((field) => {
      const value = values[columnOf(field)] ?? undefined;
      return [columnOf(field), field.type === 'decimal' && value !== undefined ? String(value) : value];
    }),
  );
}
