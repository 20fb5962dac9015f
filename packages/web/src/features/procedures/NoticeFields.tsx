import { findLeaks, LEAK_WORDS } from '@mingbai/core';
import { Checkbox, Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../i18n/useLanguage.ts';
import { listMark } from '../findings/words.ts';

export interface NoticeSaid {
  readonly phone?: string;
  readonly contact?: string;
  readonly said?: string;
  readonly maskNames?: boolean;
}

/** Words of the notice that the step hangs out; what may not stand there is said while it is typed. */
export function NoticeFields() {
  const { t } = useTranslation();
  const language = useLanguage();
  const said = (Form.useWatch('notice') as NoticeSaid | undefined) ?? {};
  const leaks = findLeaks(said.said ?? '', { allowed: said.phone === undefined ? [] : [said.phone] });
  const kinds = [...new Set(leaks.map(({ kind }) => LEAK_WORDS[kind][language]))].join(listMark(language));
  return (
    <fieldset className="vote">
      <legend>{t('procedures.notice.title')}</legend>
      <p className="soft">{t('procedures.notice.why')}</p>
      <Form.Item
        name={['notice', 'phone']}
        label={t('notices.phone')}
        rules={[{ required: true, min: 3, message: t('form.required') }]}
      >
        <Input maxLength={40} inputMode="tel" />
      </Form.Item>
      <Form.Item name={['notice', 'contact']} label={t('notices.contact')}>
        <Input maxLength={60} />
      </Form.Item>
      <Form.Item
        name={['notice', 'said']}
        label={t('procedures.notice.said')}
        {...(kinds === ''
          ? {}
          : { validateStatus: 'error' as const, help: t('procedures.notice.leaks', { kinds }) })}
      >
        <Input.TextArea maxLength={1000} autoSize={{ minRows: 2 }} />
      </Form.Item>
      <Form.Item name={['notice', 'maskNames']} valuePropName="checked">
        <Checkbox>{t('procedures.notice.mask')}</Checkbox>
      </Form.Item>
    </fieldset>
  );
}

export function noticeOf(said: NoticeSaid | undefined) {
  const { phone = '', contact = '', said: text = '', maskNames = false } = said ?? {};
  if (phone.trim() === '') return undefined;
  return {
    phone: phone.trim(),
    maskNames,
    ...(contact.trim() === '' ? {} : { contact: contact.trim() }),
    ...(text.trim() === '' ? {} : { said: text.trim() }),
  };
}
