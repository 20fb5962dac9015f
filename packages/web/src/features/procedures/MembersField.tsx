import {
  codeListOf,
  findField,
  MEMBER_FIELDS,
  MEMBER_NEEDS,
  readGiven,
  type ProcedureQuestion,
} from '@mingbai/core';
import { Button, Form, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../i18n/useLanguage.ts';

type Member = Readonly<Record<string, unknown>>;

interface Props {
  readonly id: string | undefined;
  readonly question: ProcedureQuestion;
  readonly value: unknown;
  readonly onChange: ((value: unknown) => void) | undefined;
}

/** Members of a household that is not registered yet, a block each. */
export function MembersField({ id, question, value, onChange }: Props) {
  const { t } = useTranslation();
  const language = useLanguage();
  const members = Array.isArray(value) ? (value as Member[]) : [];
  const fields: readonly string[] = question.fields ?? MEMBER_FIELDS;
  // Told once sending was refused, and from then on as it is filled in.
  const told = Form.Item.useStatus().status === 'error';
  const faults = new Map(
    told && members.length > 0
      ? readGiven([question], { [question.key]: members }).faults.map((fault) => [fault.key, fault[language]])
      : [],
  );
  const put = (next: readonly Member[]) => onChange?.(next.length === 0 ? undefined : next);
  return (
    <div className="stack" id={id}>
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
            const fault = faults.get(`${question.key}/${at}/${key}`);
            const name = `${question.key}-${at}-${key}`;
            const status = fault === undefined ? {} : { status: 'error' as const };
            return (
              <label key={key} className="member-field" data-fault={fault === undefined ? undefined : ''}>
                <span>
                  {MEMBER_NEEDS.has(key) && <span className="needed">* </span>}
                  {label}
                </span>
                {codes === undefined ? (
                  <Input
                    {...status}
                    aria-label={label}
                    aria-required={MEMBER_NEEDS.has(key)}
                    aria-invalid={fault !== undefined}
                    aria-describedby={fault === undefined ? undefined : `${name}-fault`}
                    value={String(member[key] ?? '')}
                    onChange={({ target }) => set(target.value)}
                  />
                ) : (
                  <Select
                    {...status}
                    aria-label={label}
                    aria-describedby={fault === undefined ? undefined : `${name}-fault`}
                    {...(field.type === 'codes' ? { mode: 'multiple' as const } : {})}
                    allowClear
                    showSearch={{ optionFilterProp: 'label' }}
                    value={member[key]}
                    options={codes.map((one) => ({ value: one.code, label: one[language] }))}
                    onChange={set}
                  />
                )}
                {fault !== undefined && (
                  <span id={`${name}-fault`} className="member-fault">
                    {fault}
                  </span>
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
