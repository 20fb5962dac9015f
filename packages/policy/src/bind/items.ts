import { countySql, daySql, ofHouseholdsSql, type RegisterView, tableOf } from './register.ts';

/** More than any amount in fen that the register takes, so that a year and an amount fit one number. */
const SHIFT = '100000000000000';
const HALF = '50000000000000';

/**
 * The income account of each household's latest year not after the day's: `year`, and a column of fen for each item.
 * An item that only an earlier year has is null. Year and amount travel in one number, so that one pass finds the
 * last year and what was said in it.
 */
export function incomeSql(view: RegisterView, items: ReadonlySet<string>): string {
  const packed = [...items].map(
    (item) => `max(year * ${SHIFT} + ${HALF} + fen) filter (where item = '${name(item)}') as "${name(item)}"`,
  );
  const fen = [...items].map(
    (item) =>
      `case when "${name(item)}" / ${SHIFT} = year then "${name(item)}" % ${SHIFT} - ${HALF} end as "${name(item)}"`,
  );
  return `select ${['household_id', 'year', ...fen].join(', ')} from (
    select ${['household_id', 'max(year) as year', ...packed].join(', ')} from ${tableOf(view, 'income')}
    where county = ${countySql(view)}${ofHouseholdsSql('household_id', view)} and year <= extract(year from ${daySql(view)}) group by household_id) account`;
}

/** Asked for among the categories: how many of them say something. */
export const KINDS = 'kinds';

/** A column of codes for each category of measures, and how many categories there are when that is asked for. */
export function measureSql(view: RegisterView, items: ReadonlySet<string>): string {
  const columns = [...items].map((item) =>
    item === KINDS
      ? 'count(*) filter (where cardinality(chosen) > 0) as kinds'
      : `max(chosen) filter (where item = '${name(item)}') as "${name(item)}"`,
  );
  const asked = items.has(KINDS)
    ? ''
    : ` and item in (${[...items].map((item) => `'${name(item)}'`).join(', ')})`;
  return `select ${['household_id', ...columns].join(', ')} from ${tableOf(view, 'measure')}
    where county = ${countySql(view)}${ofHouseholdsSql('household_id', view)}${asked} group by household_id`;
}

/** Stems of the dictionary, and nothing else, stand in SQL as they are. */
function name(stem: string): string {
  if (!/^[a-z_]+$/.test(stem)) throw new RangeError(`not a stem: ${stem}`);
  return stem;
}
