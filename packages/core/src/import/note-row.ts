import { withoutSpaces } from './text.ts';

export type RowNote = 'remark' | 'total' | 'header-again' | 'column-numbers';

const REMARK =
  /^(?:(?:注|备注|说明|附注|填表说明|填报说明|填表须知)\d?[:：]|第[\d一二三四五六七八九十]+页|[—－-]*以下(?:空白|无正文))/;
/** What a number or a name alone is not: numbered, or with the stops of a sentence. */
const SENTENCE = /^[(（]?[\d一二三四五六七八九十]{1,2}[.、)）．]|[。；：，！？;:]/;
const SIGNED =
  /^(?:填表人|制表人?|填报人|录入人|采集人|经办人|审核人?|复核人?|负责人|单位负责人|主要负责人|分管领导|填表(?:日期|时间|单位)|填报(?:日期|时间|单位)|制表(?:日期|时间|单位)|联系人|联系电话|单位(?:盖章|公章)|\(?(?:盖章|公章|签字|签名)\)?)(?:[(（][^()（）]*[)）])?(?:[:：].*)?$/;
const TOTAL = /^(?:合计|总计|小计|共计|累计|本页合计|本页小计|全村合计|全乡合计|全镇合计|全县合计)[:：]?$/;
/** 红花村小计, 第一组合计（14户）: whatever is added up. */
const SUM = /(?:合计|总计|小计|共计|累计)(?:[(（][^()（）]*[)）])?[:：]?$/;
const INDEX_CELL = /^[(（]?(?:\d{1,3}|[甲乙丙丁戊己庚辛壬癸])[)）]?$/;

/**
 * Says when a row below the header is no record: remarks, signatures, totals, the header printed again, the
 * line of column numbers. `keys` are the columns that a record cannot do without (number, name, identity).
 */
export function readRowNote(
  cells: readonly string[],
  keys: readonly number[],
  header: readonly string[],
): RowNote | undefined {
  const at = cells.findIndex((text) => text !== '' && text.trim() !== '');
  const first = at < 0 ? '' : withoutSpaces(cells[at] ?? '');
  if (REMARK.test(first)) return 'remark';
  if (TOTAL.test(first)) return 'total';
  const nameless = (): boolean => keys.every((key) => key === at || (cells[key] ?? '').trim() === '');
  if (SUM.test(first) && nameless()) return 'total';
  if (keys.length > 0 && cells.some(isSum) && keys.every((key) => isSumOrEmpty(cells[key] ?? '')))
    return 'total';
  if (SIGNED.test(first) && (/[:：]/.test(first) || nameless())) return 'remark';
  if (isHeader(cells, header)) return 'header-again';
  if (/\p{Script=Han}/u.test(first) && (SENTENCE.test(first) || !keys.includes(at)) && isAlone(cells, at))
    return 'remark';
  return INDEX_CELL.test(first) && isColumnNumbers(cells) ? 'column-numbers' : undefined;
}

/** A line of words below a table, or between two: no record has but one cell. */
function isAlone(cells: readonly string[], at: number): boolean {
  return !cells.some((text, i) => i > at && text.trim() !== '');
}

function isSum(text: string): boolean {
  return SUM.test(withoutSpaces(text));
}

function isSumOrEmpty(text: string): boolean {
  return text.trim() === '' || isSum(text);
}

/** Of a header of several lines, each of them. */
function isHeader(cells: readonly string[], header: readonly string[]): boolean {
  const first = cells.findIndex((text) => text.trim() !== '');
  if (first < 0 || !isSameHeader(cells, header, first)) return false;
  const filled = cells.filter((text) => text.trim() !== '').length;
  const same = header.filter((text, i) => text !== '' && isSameHeader(cells, header, i)).length;
  return same >= 3 && same * 2 > filled;
}

function isSameHeader(cells: readonly string[], header: readonly string[], at: number): boolean {
  return (cells[at] ?? '').replace(/\s+/g, ' ').trim() === header[at];
}

/** 甲 乙 1 2 3 …: every cell an index, the numbers rising by one. */
function isColumnNumbers(cells: readonly string[]): boolean {
  let filled = 0;
  let last: number | undefined;
  let rising = 0;
  for (const cell of cells) {
    const text = cell.trim();
    if (text === '') continue;
    if (!INDEX_CELL.test(text)) return false;
    filled++;
    const number = Number(text.replace(/\D/g, ''));
    if (number === 0) continue;
    if (last !== undefined && number !== last + 1) return false;
    if (last !== undefined) rising++;
    last = number;
  }
  return filled >= 3 && rising > 0;
}
