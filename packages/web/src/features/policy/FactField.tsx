import type { PolicyFact } from '@mingbai/core/api';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { Named } from './Named.tsx';
import { isStructured } from './typed.ts';
import { Said } from './Said.tsx';
import { useWords } from './useWords.ts';

interface Props {
  readonly fact: PolicyFact;
  readonly value: string;
  readonly onChange: (text: string) => void;
}

/** One fact to fill in: a choice where the values are known, else its text; structures as JSON. */
export function FactField({ fact, value, onChange }: Props) {
  const { t } = useTranslation();
  const id = useId();
  const words = useWords();
  const whole = isStructured(fact);
  return (
    <div className={whole ? 'policy-whole' : undefined}>
      <label htmlFor={id}>
        <Named name={fact.name} />
        {fact.unit !== null && (
          <>
            {' '}
            (<Said text={fact.unit} as="unit" />)
          </>
        )}
      </label>
      {whole ? (
        <>
          <textarea
            id={id}
            rows={4}
            value={value}
            aria-describedby={`${id}-parts`}
            onChange={(event) => onChange(event.target.value)}
          />
          <p id={`${id}-parts`} className="soft" lang="zh-CN">
            {t('policy.json', { parts: fact.parts.map(({ name }) => name.zh).join('、') })}
          </p>
        </>
      ) : fact.type === 'boolean' || fact.codes.length > 0 ? (
        <select id={id} value={value} onChange={(event) => onChange(event.target.value)}>
          <option value="">{t('policy.leave')}</option>
          {fact.type === 'boolean' ? (
            <>
              <option value="true">{t('policy.yes')}</option>
              <option value="false">{t('policy.no')}</option>
            </>
          ) : (
            fact.codes.map((code) => (
              <option key={code} value={code} lang={words.value(code) === code ? 'zh-CN' : undefined}>
                {words.value(code)}
              </option>
            ))
          )}
        </select>
      ) : (
        <input
          id={id}
          value={value}
          inputMode={fact.type === 'number' ? 'decimal' : undefined}
          placeholder={fact.type === 'date' ? '2026-11-22' : undefined}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </div>
  );
}
