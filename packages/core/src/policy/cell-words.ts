/** What a name of the table, or a text that stands in quotes in it, is called in English; undefined: as it is. */
type CellEnglish = (text: string, as: 'name' | 'value') => string | undefined;

/** A cell in words, in both languages. In English, names and texts that nobody has said stay as the table has them. */
export interface CellWords {
  readonly zh: string;
  readonly en: string;
}

const COMPARED: Readonly<Record<string, CellWords>> = {
  '<': { zh: '低于', en: 'below ' },
  '<=': { zh: '不高于', en: 'at most ' },
  '>': { zh: '高于', en: 'above ' },
  '>=': { zh: '不低于', en: 'at least ' },
};
const ALONE: Readonly<Record<string, CellWords>> = {
  null: { zh: '未填', en: 'not filled in' },
  true: { zh: '是', en: 'yes' },
  false: { zh: '否', en: 'no' },
};
/** A number, or a name without signs of its own. */
const OPERAND = String.raw`[^\s<>=()\[\]",.*/+?]+(?:\.\d+)?`;
const COMPARISON = new RegExp(`^(<=|>=|<|>)\\s*(${OPERAND})$`, 'u');
const RANGE = new RegExp(`^([\\[(\\]])\\s*(${OPERAND})\\s*\\.\\.\\s*(${OPERAND})\\s*([\\])\\[])$`, 'u');
const PLAIN = new RegExp(`^${OPERAND}$`, 'u');
/** Between values; not within quotes. */
const COMMA = /\s*[,，]\s*(?=(?:[^"]*"[^"]*")*[^"]*$)/u;
const TEXT = /^"([^"\\]*)"$/;

/**
 * What a cell of a decision table says, as a clerk would: `< 监测线` is 低于监测线, `-` any, `null` not filled in.
 * Undefined: an expression that only its own text says. `test`: a condition, else a conclusion.
 */
export function cellWords(
  text: string,
  test: boolean,
  english: CellEnglish = () => undefined,
): CellWords | undefined {
  const cell = text.trim();
  if (test && (cell === '-' || cell === '')) return { zh: '任意', en: 'any' };
  const alone = ALONE[cell];
  if (alone !== undefined) return alone;
  if (!test) return listed(cell, english);
  const negated = /^not\s*\((.*)\)$/u.exec(cell)?.[1]?.trim();
  if (negated === 'null') return { zh: '已填', en: 'filled in' };
  if (negated !== undefined) {
    const all = listed(negated, english);
    return all && { zh: `不是${all.zh}`, en: `not ${all.en}` };
  }
  const [, sign = '', operand = ''] = COMPARISON.exec(cell) ?? [];
  const compared = COMPARED[sign];
  if (compared !== undefined)
    return { zh: compared.zh + operand, en: compared.en + nameIn(operand, english) };
  const [, open = '', low = '', high = '', close = ''] = RANGE.exec(cell) ?? [];
  if (open !== '') {
    const from = COMPARED[open === '[' ? '>=' : '>'];
    const to = COMPARED[close === ']' ? '<=' : '<'];
    const [least, most] = [nameIn(low, english), nameIn(high, english)];
    return (
      from && to && { zh: `${from.zh}${low}、${to.zh}${high}`, en: `${from.en}${least}, ${to.en}${most}` }
    );
  }
  return listed(cell, english);
}

/** Within a sentence: a name begins small, unless it is an abbreviation. */
function nameIn(operand: string, english: CellEnglish): string {
  const name = english(operand, 'name');
  if (name === undefined) return operand;
  return /^\p{Lu}\p{Lu}/u.test(name) ? name : name.charAt(0).toLowerCase() + name.slice(1);
}

/** One value or several: texts without their quotes, numbers and names as they are. */
function listed(cell: string, english: CellEnglish): CellWords | undefined {
  const parts = cell.split(COMMA).map((part): CellWords | undefined => {
    const text = TEXT.exec(part)?.[1];
    if (text !== undefined) return { zh: text, en: english(text, 'value') ?? text };
    return PLAIN.test(part) ? { zh: part, en: nameIn(part, english) } : undefined;
  });
  const known = parts.filter((part) => part !== undefined);
  return known.length < parts.length || known.length === 0
    ? undefined
    : { zh: known.map(({ zh }) => zh).join('、'), en: known.map(({ en }) => en).join(', ') };
}
