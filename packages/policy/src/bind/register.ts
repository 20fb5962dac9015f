import type { Noun, RegionCode } from '@mingbai/core';
import type { Parameters } from '../parameters/parameters.ts';

/** What rules are asked of: one county's register, on a day, with the parameters in force there. */
export interface RegisterView {
  /** Six digits: the first column of every key. */
  readonly county: string;
  /** Whose parameters hold. */
  readonly region: RegionCode;
  /** 检查日, `YYYY-MM-DD`. */
  readonly on: string;
  readonly parameters: Parameters;
  /** Only what lies in these villages; all of the county when left out. */
  readonly villages?: readonly RegionCode[];
  /** Only these households with what belongs to them: the ids of the first and the last. */
  readonly households?: { readonly first: string; readonly last: string };
  /** Another table in the place of a noun's, with the same columns: what an import would make of it. */
  readonly tables?: Partial<Readonly<Record<Noun, string>>>;
  /** The same where neighbours are counted, which are more than the subjects: those asked about, and all others. */
  readonly around?: Partial<Readonly<Record<Noun, string>>>;
}

export function tableOf({ tables }: RegisterView, noun: Noun): string {
  return tables?.[noun] ?? `mingbai.${noun}`;
}

export function countySql({ county }: RegisterView): string {
  if (!/^\d{6}$/.test(county)) throw new RangeError(`not a county: ${county}`);
  return county;
}

export function daySql({ on }: RegisterView): string {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(on)) throw new RangeError(`not a day: ${on}`);
  return `date '${on}'`;
}

/** A row with `from` and `to` that lasts on the day of the check. */
export function lastsSql(row: string, view: RegisterView): string {
  return `(${row}."to" is null or ${row}."to" > ${daySql(view)})`;
}

/** ` and …` that keeps a row, which drives the others, to the villages of the view. */
export function insideSql(row: string, { villages }: RegisterView): string {
  if (villages === undefined) return '';
  return ` and ${row}.region = any('{${villages.map((code) => String(BigInt(code))).join(',')}}'::bigint[])`;
}

/**
 * ` and …` that keeps a column of household ids to those of the view. Said of every table that has one, so that each is
 * read through its own index: the planner does not carry a range over a join. The ids are given so that it does not
 * look at them: of those that came since the last analysis it would expect none, and compare all with all.
 */
export function ofHouseholdsSql(column: string, { households }: RegisterView): string {
  if (households === undefined) return '';
  const { first, last } = households;
  return ` and ${column} between (select ${BigInt(first)}::bigint) and (select ${BigInt(last)}::bigint)`;
}
