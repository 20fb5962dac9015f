import type { Type } from '@mingbai/policy-engine';
import { timeline } from '../parameters/parameters.ts';
import type { FactSource } from '../vocabulary/fact.ts';
import { CHECK_DAY } from '../vocabulary/derived-facts.ts';
import { parameterAt } from '../parameters/parameters.ts';
import type { RegisterView } from './register.ts';

/** A parameter's value on the day of the check, or on the day (or the last day of the year) that a fact tells. */
export function parameterSql(
  { id, day }: Extract<FactSource, { kind: 'parameter' }>,
  { parameters, region, on }: RegisterView,
  dayFact: (name: string) => { sql: string; type: Type },
): string {
  const found = parameters.get(id);
  if (found === undefined) throw new RangeError(`no such parameter: ${id}`);
  if (day === CHECK_DAY) return numeral(parameterAt(found, region, on)?.value);
  const { sql, type } = dayFact(day);
  const last = type.kind === 'date' ? sql : `make_date((${sql})::integer, 12, 31)`;
  const steps = timeline(found, region).toReversed();
  if (steps.length === 0) return numeral(undefined);
  return `case ${steps.map(({ from, value }) => `when ${last} >= date '${from}' then ${numeral(value)}`).join(' ')} end`;
}

function numeral(value: number | undefined): string {
  return value === undefined ? 'null::numeric' : `numeric '${String(value)}'`;
}
