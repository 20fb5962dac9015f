import { fieldsOf, type Noun } from '@mingbai/core';
import { columnsOf, isSealed, stemOf } from './columns.ts';

/** Open columns of a noun, as the pages show them: the dictionary's, without what is sealed. */
export function openColumns(noun: Noun): readonly string[] {
  let columns = OPEN.get(noun);
  if (columns === undefined) {
    columns = fieldsOf(noun)
      .filter((field) => !isSealed(field))
      .map(stemOf);
    OPEN.set(noun, columns);
  }
  return columns;
}

const OPEN = new Map<Noun, readonly string[]>();

/** Columns of `<stem>_sealed` by stem. */
export function sealedColumns(noun: Noun): { stem: string; column: string }[] {
  return fieldsOf(noun)
    .filter(isSealed)
    .map((field) => ({ stem: stemOf(field), column: columnsOf(field)[0]?.name ?? '' }));
}

/** A JSON object of the columns of `row`: days as ISO text, money as fen, codes as slugs, sets as arrays. */
export function valuesJson(noun: Noun, row: string): string {
  return `(select to_json(x) from (select ${listed(row, openColumns(noun))}) x)`;
}

/** The columns as a record, which becomes such an object inside of other JSON at less expense. */
export function recordOf(row: string, columns: readonly string[]): string {
  return `(select x from (select ${listed(row, columns)}) x)`;
}

function listed(row: string, columns: readonly string[]): string {
  return columns.map((column) => `${row}."${column}"`).join(', ');
}

/** Today where the register is kept. */
export const TODAY = `(now() at time zone 'Asia/Shanghai')::date`;

/** A membership that lasts; `m` is the table's alias. */
export function lasting(m: string, day = TODAY): string {
  return `(${m}."to" is null or ${m}."to" > ${day})`;
}

/** Full years on a day; born later: negative. */
export function ageOf(birth: string, day = TODAY): string {
  return `extract(year from age(${day}, ${birth}))::integer`;
}
