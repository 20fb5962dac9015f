import { findField, questionWords, type Procedure, type ProcedureQuestion } from '@mingbai/core';
import type { Value } from '@mingbai/core/api';
import { useTranslation } from 'react-i18next';
import { yuan, type Language } from '../../format/values.ts';
import { useLanguage } from '../../i18n/useLanguage.ts';
import { fieldLabel, valueText } from '../../register/labels.ts';
import { listMark } from '../findings/words.ts';

interface Props {
  readonly procedure: Procedure;
  readonly given: Readonly<Record<string, unknown>>;
  /** Names of persons and households that answers speak of, by id. */
  readonly names: Readonly<Record<string, string>>;
}

/** Answers under their questions, in words. */
export function Answers({ procedure, given, names }: Props) {
  const { t } = useTranslation();
  const language = useLanguage();
  const questions = new Map(
    Object.values(procedure.actions).flatMap(({ form }) => form.map((one) => [one.key, one])),
  );
  const said = Object.entries(given).filter(([key]) => questions.has(key));
  if (said.length === 0) return <p className="soft">{t('procedures.nothingGiven')}</p>;
  return (
    <dl className="answers">
      {said.map(([key, value]) => {
        const question = questions.get(key);
        if (question === undefined) return null;
        return (
          <div key={key}>
            <dt>{questionWords(question)[language]}</dt>
            <dd>{answerText(question, value, names, language)}</dd>
          </div>
        );
      })}
    </dl>
  );
}

function answerText(
  question: ProcedureQuestion,
  value: unknown,
  names: Props['names'],
  language: Language,
): string {
  if (question.field !== undefined) return fieldText(question.field, value, language);
  const name = (id: unknown): string => names[String(id)] ?? String(id);
  switch (question.type) {
    case 'money':
      return `${yuan(Number(value))} ${language === 'zh' ? '元' : 'yuan'}`;
    case 'choice':
      return question.choices?.find(({ code }) => code === value)?.[language] ?? String(value);
    case 'yes-no':
      return fieldText('person.active_service', value, language);
    case 'household':
    case 'person':
    case 'responsible':
      return name(value);
    case 'measures':
      return Array.isArray(value)
        ? value.map((kind) => fieldLabel(`measure.${String(kind)}`, language)).join(listMark(language))
        : '';
    case 'persons':
      return Array.isArray(value) ? value.map(name).join(listMark(language)) : '';
    case 'members':
      return Array.isArray(value) ? value.map((member) => memberText(member, language)).join('；') : '';
    default:
      return String(value);
  }
}

function memberText(member: unknown, language: Language): string {
  return Object.entries(Object(member) as Record<string, unknown>)
    .map(([key, value]) => `${fieldLabel(key, language)} ${fieldText(key, value, language)}`)
    .join(listMark(language));
}

/** Masks come as they are shown; what is sealed never comes. */
function fieldText(key: string, value: unknown, language: Language): string {
  if (findField(key) === undefined || (typeof value === 'object' && !Array.isArray(value)))
    return String(value ?? '');
  return valueText(key, value as Value, language);
}
