import { Decimal, type Type } from '@mingbai/policy-engine';
import { parameterAt, timeline } from '../parameters/parameters.ts';
import type { FactSource } from '../vocabulary/fact.ts';
import type { RegisterView } from './register.ts';
import type { ColumnSql } from './value-sql.ts';

type ParameterSource = Extract<FactSource, { kind: 'parameter' }>;

/** The value on the day of the check; null when nobody has set one. */
export function parameterNow(
  { id }: ParameterSource,
  { parameters, region, on }: RegisterView,
): Decimal | null {
  const value = parameterAt(known(id, parameters), region, on);
  return value === null ? null : new Decimal(String(value.value));
}

/** The value on the day (or the last day of the year) that a fact of the row tells, as a whole number that is scaled. */
export function parameterSql(
  { id }: ParameterSource,
  { parameters, region }: RegisterView,
  day: { readonly sql: string; readonly type: Type },
): Required<ColumnSql> {
  const last = day.type.kind === 'date' ? day.sql : `make_date(${day.sql}, 12, 31)`;
  const steps = timeline(known(id, parameters), region).toReversed();
  if (steps.length === 0) return { sql: 'cast(null as bigint)', scale: 0 };
  const values = steps.map(({ from, value }) => ({ from, value: new Decimal(String(value)) }));
  const scale = Math.max(...values.map(({ value }) => value.decimalPlaces()));
  const arms = values.map(
    ({ from, value }) =>
      `when ${last} >= date '${from}' then ${value.times(new Decimal(10).pow(scale)).toFixed(0)}`,
  );
  return { sql: `cast(case ${arms.join(' ')} end as bigint)`, scale };
}

function known(id: string, parameters: RegisterView['parameters']) {
  const found = parameters.get(id);
  if (found === undefined) throw new RangeError(`no such parameter: ${id}`);
  return found;
}
