import { columnOf, fieldsOf, type Noun } from '@mingbai/core';
import type { RecordValues } from '@mingbai/core/api';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../i18n/useLanguage.ts';
import { valueText } from './labels.ts';
import './facts.css';

interface Props {
  readonly noun: Noun;
  readonly values: RecordValues;
  readonly without?: readonly string[];
}

/** The filled fields of a noun in the order of the dictionary; what is blank is named in one line. */
export function Facts({ noun, values, without = [] }: Props) {
  const { t } = useTranslation();
  const language = useLanguage();
  const fields = fieldsOf(noun).filter(
    (field) => columnOf(field) in values && !without.includes(columnOf(field)),
  );
  const filled = fields.filter((field) => valueText(field.key, values[columnOf(field)], language) !== '');
  const blank = fields.filter((field) => !filled.includes(field));
  return (
    <>
      <dl className="facts">
        {filled.map((field) => (
          <div key={field.key}>
            <dt>{field[language]}</dt>
            <dd>{valueText(field.key, values[columnOf(field)], language)}</dd>
          </div>
        ))}
      </dl>
      {blank.length > 0 && (
        <details className="soft">
          <summary>{t('household.blank', { count: blank.length })}</summary>
          {blank.map((field) => field[language]).join(language === 'zh' ? '、' : ', ')}
        </details>
      )}
    </>
  );
}
