import { findField } from '@mingbai/core';
import type { Language } from '../../format/values.ts';
import { valueText } from '../../register/labels.ts';

/** A value as the import writes it (slugs, fen, 1 and 0), in the words of the console. Masked ones stay as they are. */
export function readAs(key: string, value: string, language: Language): string {
  if (value.includes('*')) return value;
  switch (findField(key)?.type) {
    case 'codes':
      return valueText(key, value.split('、'), language);
    case 'boolean':
      return valueText(key, value === '1', language);
    case 'code':
    case 'money':
    case 'integer':
    case 'decimal':
    case 'month':
      return valueText(key, value, language);
    default:
      return value;
  }
}
