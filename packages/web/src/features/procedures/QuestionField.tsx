import {
  codeListOf,
  findField,
  MEASURE_KINDS,
  questionWords,
  readAnswer,
  readGiven,
  UNIT_NAMES_EN,
  type Field,
  type ProcedureQuestion,
  type Wanted,
} from '@mingbai/core';
import { Form, Input, Radio, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../i18n/useLanguage.ts';
import { fieldLabel } from '../../register/labels.ts';
import { DayInput } from '../../ui/DayInput.tsx';
import { HouseholdPicker } from './HouseholdPicker.tsx';
import { MembersField } from './MembersField.tsx';
import { PersonsField } from './PersonsField.tsx';
import { ResponsibleField } from './ResponsibleField.tsx';
import { fenOf, typedDecimal, typedNumber } from './typed.ts';

interface Props {
  readonly question: ProcedureQuestion;
  /** The household that it is about, when it is registered: its members can be named. */
  readonly household: string | null;
  readonly registered?: boolean;
}

/** One question of a form, by the type of its field in the dictionary or its own. */
export function QuestionField({ question, household, registered = true }: Props) {
  const { t } = useTranslation();
  const language = useLanguage();
  const field = question.field === undefined ? undefined : findField(question.field);
  const unit = unitOf(question, field);
  const name = questionWords(question)[language];
  const label = unit === undefined ? name : `${name}（${language === 'zh' ? unit : UNIT_NAMES_EN[unit]}）`;
  return (
    <Form.Item
      name={['given', question.key]}
      label={label}
      extra={question.note?.[language]}
      rules={[
        {
          required: question.required && (!question.unregistered || !registered),
          message: t('form.required'),
        },
        {
          // As the server reads it, so that a slip is told where it was made.
          validator: async (_, value: unknown) => {
            const [fault, ...more] = faultsOf(question, value);
            if (fault === undefined) return;
            throw new Error(
              question.type === 'members'
                ? [fault, ...more].map((one) => one[language]).join(language === 'zh' ? '；' : '; ')
                : fault[language],
            );
          },
        },
      ]}
    >
      <Answer question={question} field={field} household={household} label={label} />
    </Form.Item>
  );
}

/** Blank answers are the matter of `required`. */
function faultsOf(question: ProcedureQuestion, value: unknown): readonly Wanted[] {
  const blank =
    value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);
  if (blank) return [];
  if (question.type === 'members') return readGiven([question], { [question.key]: value }).faults;
  // Under its own label: the name need not be said again.
  const answer = readAnswer(question, value);
  return 'value' in answer ? [] : [answer];
}

/** The form hands value and change in. */
interface AnswerProps extends Props {
  readonly field: Field | undefined;
  readonly label: string;
  readonly id?: string;
  readonly value?: unknown;
  readonly onChange?: (value: unknown) => void;
}

function Answer({ question, field, household, label, ...handed }: AnswerProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const text = handed.value === undefined || handed.value === null ? '' : String(handed.value);
  const { id, onChange } = handed;
  const own = id === undefined ? {} : { id };
  const input = (rows?: number) => {
    const change = (event: { target: { value: string } }) => onChange?.(event.target.value);
    if (rows !== undefined)
      return (
        <Input.TextArea
          id={id}
          value={text}
          autoSize={{ minRows: rows }}
          maxLength={4000}
          onChange={change}
        />
      );
    return <Input id={id} value={text} maxLength={200} onChange={change} />;
  };
  const choose = (options: { value: string; label: string }[], many = false) => (
    <Select
      {...own}
      {...(many ? { mode: 'multiple' as const } : {})}
      allowClear
      showSearch={{ optionFilterProp: 'label' }}
      value={handed.value}
      options={options}
      onChange={(value: unknown) => onChange?.(value)}
    />
  );
  switch (field?.type ?? question.type ?? 'text') {
    case 'long-text':
      return input(2);
    case 'integer':
    case 'year':
      return (
        <Input
          {...own}
          value={text}
          inputMode="numeric"
          maxLength={16}
          onChange={({ target: { value } }) => onChange?.(typedNumber(value))}
        />
      );
    case 'decimal':
      return (
        <Typed
          id={id}
          value={handed.value}
          read={field === undefined ? typedNumber : typedDecimal}
          onChange={onChange}
        />
      );
    case 'money':
      return <Money id={id} value={handed.value} onChange={onChange} />;
    case 'date':
    case 'month':
      return <DayInput quiet label={label} value={text} onChange={(day) => onChange?.(day)} />;
    case 'boolean':
    case 'yes-no':
      return (
        <Radio.Group
          {...own}
          value={handed.value}
          options={[
            { value: true, label: t('procedures.yes') },
            { value: false, label: t('procedures.no') },
          ]}
          onChange={({ target }) => onChange?.(target.value)}
        />
      );
    case 'choice':
      return choose((question.choices ?? []).map((one) => ({ value: one.code, label: one[language] })));
    case 'code':
    case 'codes': {
      const codes = field?.codes === undefined ? [] : codeListOf(field.codes).codes;
      return choose(
        codes.map((one) => ({ value: one.code, label: one[language] })),
        field?.type === 'codes',
      );
    }
    case 'household':
      return <HouseholdPicker id={id} value={text} onChange={(chosen) => onChange?.(chosen)} />;
    case 'person':
    case 'persons':
      return (
        <PersonsField
          household={household}
          many={question.type === 'persons'}
          id={id}
          value={handed.value}
          onChange={onChange}
        />
      );
    case 'responsible':
      return <ResponsibleField household={household} id={id} value={handed.value} onChange={onChange} />;
    case 'measures':
      return choose(
        MEASURE_KINDS.map((kind) => ({ value: kind, label: fieldLabel(`measure.${kind}`, language) })),
        true,
      );
    case 'members':
      return <MembersField id={id} question={question} value={handed.value} onChange={onChange} />;
    default:
      return input();
  }
}

/** Yuan as people write it; fen as it is kept. */
function Money({ value, ...props }: Omit<TypedProps, 'read'>) {
  const shown = typeof value === 'number' ? value / 100 : value;
  return <Typed {...props} value={shown} read={(text) => fenOf(text) ?? text} />;
}

interface TypedProps {
  readonly id: string | undefined;
  readonly value: unknown;
  readonly read: (text: string) => unknown;
  readonly onChange: ((value: unknown) => void) | undefined;
}

/** A number as people type it. What is none stays as typed, and the server says so. */
function Typed({ id, value, read, onChange }: TypedProps) {
  return (
    <Input
      id={id}
      defaultValue={String(value ?? '')}
      inputMode="decimal"
      maxLength={20}
      onChange={({ target }) => onChange?.(read(target.value))}
    />
  );
}

function unitOf(question: ProcedureQuestion, field: Field | undefined): Field['unit'] {
  return question.type === 'money' ? '元' : field?.unit;
}
