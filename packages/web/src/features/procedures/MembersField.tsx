import { codeListOf, findField, MEMBER_FIELDS, type ProcedureQuestion } from '@mingbai/core';
import { Button, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../i18n/useLanguage.ts';

type Member = Readonly<Record<string, unknown>>;

interface Props {
  readonly question: ProcedureQuestion;
  readonly value: unknown;
  readonly onChange: ((value: unknown) => void) | undefined;
}

/** Members of a household that is not registered yet, a block each. */
export function MembersField({ question, value, onChange }: Props) {
  const { t } = useTranslation();
  const language = useLanguage();
  const members = Array.isArray(value) ? (value as Member[]) : [];
  const fields: readonly string[] = question.fields ?? MEMBER_FIELDS;
  const put = (next: readonly Member[]) => onChange?.(next.length === 0 ? undefined : next);
  return (
    <div className="stack">
      {members.map((member, at) => (
        <fieldset key={at} className="member-block">
          <legend>{t('procedures.memberNo', { n: at + 1 })}</legend>
          {fields.map((key) => {
            const field = findField(key);
            if (field === undefined) return null;
            const set = (said: unknown) => {
              const { [key]: _, ...rest } = member;
              const blank = said === undefined || said === '' || (Array.isArray(said) && said.length === 0);
              put(members.with(at, blank ? rest : { ...rest, [key]: said }));
            };
            const label = field[language];
            const codes = field.codes === undefined ? undefined : codeListOf(field.codes).codes;
            return (
              <label key={key} className="member-field">
                <span>{label}</span>
                {codes === undefined ? (
                  <Input value={String(member[key] ?? '')} onChange={({ target }) => set(target.value)} />
                ) : (
                  <Select
                    aria-label={label}
                    {...(field.type === 'codes' ? { mode: 'multiple' as const } : {})}
                    allowClear
                    showSearch={{ optionFilterProp: 'label' }}
                    value={member[key]}
                    options={codes.map((one) => ({ value: one.code, label: one[language] }))}
                    onChange={set}
                  />
                )}
              </label>
            );
          })}
          <Button size="small" onClick={() => put(members.toSpliced(at, 1))}>
            {t('procedures.memberAway')}
          </Button>
        </fieldset>
      ))}
      <Button
        onClick={() => put([...members, members.length === 0 ? { 'membership.relation': 'head' } : {}])}
      >
        {t('procedures.memberMore')}
      </Button>
    </div>
  );
}
