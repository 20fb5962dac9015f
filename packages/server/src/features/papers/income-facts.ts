import {
  fieldOf,
  INCOME_SOURCES,
  incomeOfSource,
  incomeTotals,
  type PaperFacts,
  type PaperRow,
  yuanText,
} from '@mingbai/core';
import type { StoredPage } from '@mingbai/store';

type Incomes = StoredPage['incomes'];

/** The latest year line by line, all years in columns. */
export function incomeFacts(incomes: Incomes): PaperFacts {
  const years = [...new Set(incomes.map(({ year }) => year))];
  const [latest] = years;
  return {
    收入年度: latest === undefined ? '' : String(latest),
    收入明细: latest === undefined ? [] : linesOf(fenOf(incomes, latest)),
    历年收入: years.map((year) => yearRow(year, fenOf(incomes, year))),
  };
}

/** What offices paid out to the household in the latest year. */
export function paidRows(incomes: Incomes): PaperRow[] {
  const [latest] = incomes;
  if (latest === undefined) return [];
  const fen = fenOf(incomes, latest.year);
  const paid = INCOME_SOURCES.flatMap(({ items }) => [...items]).flatMap((item) => {
    const value = fen(item) ?? 0;
    const field = fieldOf(`income.${item}`);
    return field.filledBy === 'department' && value !== 0 ? [`${field.zh}${yuanText(value)}元`] : [];
  });
  return paid.length === 0 ? [] : [{ 类别: `发到手的钱（${latest.year}年）`, 措施: paid.join('；') }];
}

type FenOf = (item: string) => number | undefined;

function fenOf(incomes: Incomes, year: number): FenOf {
  const items = new Map(incomes.filter((one) => one.year === year).map(({ item, fen }) => [item, fen]));
  return (item) => items.get(item);
}

const nameOf = (item: string): string => fieldOf(`income.${item}`).zh;

/** Sources, their items below them, and how the end comes out: nobody has to add up. */
function linesOf(fen: FenOf): PaperRow[] {
  const rows: PaperRow[] = [];
  const put = (项目: string, value: number | undefined, 说明: string): void => {
    if (value !== undefined) rows.push({ 项目, 金额: yuanText(value), 说明 });
  };
  for (const { source, items } of INCOME_SOURCES) {
    const own = fen(source) !== undefined;
    const parts = items.filter((item) => (fen(item) ?? 0) !== 0);
    put(
      nameOf(source),
      incomeOfSource(fen, source),
      parts.length === 0 ? '' : own ? '其中：' : '以下各项相加',
    );
    for (const item of parts) put(`　${nameOf(item)}`, fen(item), '');
  }
  put('减：生产经营性支出', fen('expense'), '种子、化肥、饲料等花的钱');
  put('家庭纯收入', incomeTotals(fen)?.net ?? fen('net'), '各项收入相加，减去支出');
  put('人均纯收入', fen('per_capita_net'), '纯收入÷家庭人口');
  return rows;
}

function yearRow(year: number, fen: FenOf): PaperRow {
  const row: Record<string, string> = { 年度: String(year) };
  const put = (item: string, value: number | undefined): void => {
    if (value !== undefined) row[nameOf(item)] = yuanText(value);
  };
  for (const { source, items } of INCOME_SOURCES) {
    put(source, incomeOfSource(fen, source));
    for (const item of items) put(item, fen(item));
  }
  for (const item of ['expense', 'annual', 'per_capita_net']) put(item, fen(item));
  put('net', incomeTotals(fen)?.net ?? fen('net'));
  return row;
}
