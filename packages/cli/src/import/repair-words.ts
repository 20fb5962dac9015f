import { findField, labelOf, type Repair } from '@mingbai/core';

/** A repair as a person reads it. */
export interface RepairInWords extends Repair {
  /** What the register will hold, where that is not what a person sees: codes, fen, 1 and 0, the first of a month. */
  readonly stored?: string;
}

/** `812300` fen → `8123.00`, `han` → `汉族`, `1` → `是`; what is stored stays beside it. */
export function inWords(repair: Repair): RepairInWords {
  const to = wordsOf(repair.field, repair.to);
  return to === repair.to ? repair : { ...repair, to, stored: repair.to };
}

function wordsOf(key: string, stored: string): string {
  const field = findField(key);
  if (field === undefined || stored === '') return stored;
  const { type, codes } = field;
  switch (type) {
    case 'code':
    case 'codes':
      return codes === undefined
        ? stored
        : stored
            .split('、')
            .map((code) => labelOf(codes, code, 'zh'))
            .join('、');
    case 'boolean':
      return stored === '1' ? '是' : '否';
    case 'money':
      return stored.replace(/^(-?)(\d+)$/, (_, sign: string, fen: string) => {
        const digits = fen.padStart(3, '0');
        return `${sign}${digits.slice(0, -2)}.${digits.slice(-2)}`;
      });
    case 'month':
      return stored.slice(0, 7);
    default:
      return stored;
  }
}
