import type { PolicyDraftCase, PolicyValue } from '@mingbai/core/api';
import { Button, Modal } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';

interface Props {
  /** The case to change, or one to begin a new one from. */
  readonly from: PolicyDraftCase | undefined;
  readonly fresh: boolean;
  readonly onSave: (each: PolicyDraftCase) => void;
  readonly onRemove: () => void;
  readonly onCancel: () => void;
}

/** One case: what it shows, the facts and what they should give, as JSON where they are structures. */
export function CaseForm({ from, fresh, onSave, onRemove, onCancel }: Props) {
  const { t } = useTranslation();
  const id = useId();
  const [decision, setDecision] = useState(from?.decision ?? '');
  const [zh, setZh] = useState(fresh ? '' : (from?.zh ?? ''));
  const [on, setOn] = useState(from?.on ?? '');
  const [region, setRegion] = useState(from?.region ?? '');
  const [facts, setFacts] = useState(JSON.stringify(from?.facts ?? {}));
  const [result, setResult] = useState(textOf(from?.result ?? null));
  const [wrong, setWrong] = useState<string>();
  const submit = (): void => {
    const read = parsed(facts);
    if (typeof read !== 'object' || read === null || Array.isArray(read) || zh.trim() === '') {
      setWrong(t('policy.badJson', { name: t('policy.given') }));
      return;
    }
    const said = { decision, zh: zh.trim(), on, region: region === '' ? null : region };
    onSave({
      ...said,
      facts: { ...read } as PolicyDraftCase['facts'],
      result: parsed(result) ?? valueOf(result),
    });
  };
  const fields = [
    ['decision', t('policy.decision'), decision, setDecision],
    ['zh', t('policy.case'), zh, setZh],
    ['on', t('policy.on'), on, setOn],
    ['region', t('policy.region'), region, setRegion],
  ] as const;
  return (
    <Modal
      open
      title={t(fresh ? 'drafts.addCase' : 'drafts.editCase')}
      onCancel={onCancel}
      footer={
        <>
          {!fresh && <Button onClick={onRemove}>{t('drafts.removeCase')}</Button>}
          <Button onClick={onCancel}>{t('action.cancel')}</Button>
          <Button type="primary" onClick={submit}>
            {t('drafts.takeCase')}
          </Button>
        </>
      }
    >
      <div className="policy-form">
        {fields.map(([key, label, value, set]) => (
          <div key={key}>
            <label htmlFor={`${id}-${key}`}>{label}</label>
            <input id={`${id}-${key}`} value={value} onChange={({ target }) => set(target.value)} />
          </div>
        ))}
        <div className="policy-whole">
          <label htmlFor={`${id}-facts`}>{t('policy.given')}</label>
          <textarea
            id={`${id}-facts`}
            rows={4}
            value={facts}
            onChange={({ target }) => setFacts(target.value)}
          />
        </div>
        <div className="policy-whole">
          <label htmlFor={`${id}-result`}>{t('policy.gives')}</label>
          <textarea
            id={`${id}-result`}
            rows={2}
            value={result}
            onChange={({ target }) => setResult(target.value)}
          />
        </div>
      </div>
      {wrong !== undefined && <p role="alert">{wrong}</p>}
    </Modal>
  );
}

function textOf(value: PolicyValue): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** A text that is no JSON is the text itself. */
function valueOf(text: string): PolicyValue {
  return text.trim() === 'null' ? null : text;
}

function parsed(text: string): PolicyValue | undefined {
  try {
    return JSON.parse(text) as PolicyValue;
  } catch {
    return undefined;
  }
}
