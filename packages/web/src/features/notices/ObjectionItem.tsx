import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answerObjection, openObjection, type NoticeView } from '@mingbai/core/api';
import { App, Button, Form, Input, Radio } from 'antd';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.ts';
import { moment } from '../../format/values.ts';
import { ProblemNote } from '../../ui/ProblemNote.tsx';

interface Props {
  readonly notice: NoticeView;
  readonly objection: NoticeView['objectionList'][number];
  readonly mayAct: boolean;
}

/** One objection: when it came and what it is about; its words on demand, for they are sealed; and the answer. */
export function ObjectionItem({ notice, objection, mayAct }: Props) {
  const { t } = useTranslation();
  const { id, line, at, number, answer, answeredAt, upheld } = objection;
  const open = useMutation({ mutationFn: () => call(openObjection, { params: { id } }) });
  const head = line === null ? undefined : (notice.rows[line - 1]?.head ?? t('notices.child'));
  return (
    <li>
      <p>
        <strong>{line === null ? t('notices.aboutAll') : t('notices.aboutLine', { line, head })}</strong>{' '}
        <span className="soft">{t('notices.received', { at: moment(at), number })}</span>
      </p>
      {open.data === undefined ? (
        mayAct && (
          <p className="row">
            <Button loading={open.isPending} onClick={() => open.mutate()}>
              {t('notices.read')}
            </Button>
            <span className="soft">{t('notices.readNote')}</span>
          </p>
        )
      ) : (
        <blockquote>
          <p>{open.data.said}</p>
          <p className="soft">
            {open.data.contact === null
              ? t('notices.noContact')
              : t('notices.contactOf', { contact: open.data.contact })}
          </p>
        </blockquote>
      )}
      {open.error !== null && <ProblemNote error={open.error} />}
      {answer !== null && answeredAt !== null ? (
        <p>
          <strong>{t(upheld === true ? 'notices.upheld' : 'notices.notUpheld')}</strong>{' '}
          {t('notices.answeredOn', { at: moment(answeredAt), answer })}
        </p>
      ) : (
        mayAct && open.data !== undefined && <Answer notice={notice.id} id={id} />
      )}
    </li>
  );
}

interface Fields {
  readonly upheld: boolean;
  readonly answer: string;
}

/** Offered once the objection has been read. */
function Answer({ notice, id }: { readonly notice: string; readonly id: string }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { message } = App.useApp();
  const answer = useMutation({
    mutationFn: (body: Fields) => call(answerObjection, { params: { id }, body }),
    onSuccess: async () => {
      await Promise.all([
        client.invalidateQueries({ queryKey: ['notice', notice] }),
        client.invalidateQueries({ queryKey: ['notices'] }),
      ]);
      void message.success(t('notices.answerDone'));
    },
  });
  return (
    <Form<Fields> layout="vertical" requiredMark={false} onFinish={(fields) => answer.mutate(fields)}>
      <Form.Item name="upheld" rules={[{ required: true, message: t('form.required') }]}>
        <Radio.Group
          options={[
            { value: true, label: t('notices.upheld') },
            { value: false, label: t('notices.notUpheld') },
          ]}
        />
      </Form.Item>
      <Form.Item
        name="answer"
        label={t('notices.answer')}
        extra={t('notices.answerHint')}
        rules={[{ required: true, min: 5, whitespace: true, message: t('form.required') }]}
      >
        <Input.TextArea maxLength={2000} autoSize={{ minRows: 3 }} />
      </Form.Item>
      {answer.error !== null && <ProblemNote error={answer.error} />}
      <Button type="primary" htmlType="submit" loading={answer.isPending}>
        {t('notices.answer')}
      </Button>
    </Form>
  );
}
