import { Decimal, type Type } from '@mingbai/policy-engine';
import { parameterAt, timeline } from '../parameters/parameters.ts';
import type { FactSource } from '../vocabulary/fact.ts';
import type { RegisterView } from './register.ts';

type ParameterSource = Extract<FactSource, { kind: 'parameter' }>;

/** The value on the day of the check; null when nobody has set one. */
export function parameterNow(
  { id }: ParameterSource,
  { parameters, region, on }: RegisterView,
): Decimal | null {
  const value = parameterAt(known(id, parameters), region, on);
  return value === null ? null : new Decimal(String(value.value));
}

/** The value on the day (or the last day of the year) that a fact of the row tells. */
export function parameterSql(
  { id }: ParameterSource,
  { parameters, region }: RegisterView,
  day: { readonly sql: string; readonly type: Type },
): string {
  const last = day.type.kind === 'date' ? day.sql : `make_date(${day.sql}, 12, 31)`;
  const steps = timeline(known(id, parameters), region).toReversed();
  if (steps.length === 0) return 'null::numeric';
  const arms = steps.map(
    ({ from, value }) => `when ${last} >= date '${from}' then ${String(value)}::numeric`,
  );
  return `case ${arms.join(' ')} end`;
}

function known(id: string, parameters: RegisterView['parameters']) {
  const found = parameters.get(id);
  if (found === undefined) throw new RangeError(`no such parameter: ${id}`);
  return found;
}
