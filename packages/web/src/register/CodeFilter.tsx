import { codeListOf, findField } from '@mingbai/core';
import { Select } from 'antd';
import { useLanguage } from '../i18n/useLanguage.ts';
import { NO_VALUE, none } from './bands.ts';
import { fieldLabel } from './labels.ts';

interface Props {
  /** Dictionary key of a field with a code list. */
  readonly field: string;
  /** Codes with commas between, as in the address. */
  readonly value: string | undefined;
  readonly onChange: (codes: string | undefined) => void;
}

/** Any of the codes of one field. */
export function CodeFilter({ field, value, onChange }: Props) {
  const language = useLanguage();
  const list = findField(field)?.codes;
  const codes = list === undefined ? [] : codeListOf(list).codes;
  const options = [
    ...codes.map((code) => ({ value: code.code, label: code[language] })),
    { value: NO_VALUE, label: none(language) },
  ];
  return (
    <ChoiceFilter label={fieldLabel(field, language)} options={options} value={value} onChange={onChange} />
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly value: string | undefined;
  readonly onChange: (codes: string | undefined) => void;
}

export function ChoiceFilter({ label, options, value, onChange }: ChoiceProps) {
  const chosen = value === undefined ? [] : value.split(',');
  return (
    <Select
      mode="multiple"
      aria-label={label}
      placeholder={label}
      title={label}
      style={{ flex: '1 1 112px', minWidth: 112, maxWidth: 190 }}
      value={chosen}
      options={[...options]}
      maxTagCount="responsive"
      maxTagPlaceholder={(more) => `+${more.length}`}
      optionFilterProp="label"
      allowClear
      popupMatchSelectWidth={false}
      onChange={(codes: string[]) => onChange(codes.length === 0 ? undefined : codes.join(','))}
    />
  );
}
