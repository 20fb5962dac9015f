import { CalendarDate, Decimal, isContext, isList, type Type, type Value } from '@mingbai/policy-engine';

/** A fact as the ledger of findings keeps it: a code by its Chinese label, a day as text, numbers as they are. */
export function factJson(value: Value, type: Type): unknown {
  if (value === null || typeof value === 'boolean') return value;
  if (typeof value === 'string') return type.kind === 'code' ? labelOf(value, type) : value;
  if (value instanceof Decimal) return value.toNumber();
  if (value instanceof CalendarDate) return value.toString();
  if (isList(value)) return value.map((one) => factJson(one, type.kind === 'list' ? type.of : type));
  if (isContext(value) && type.kind === 'context')
    return Object.fromEntries(
      [...value].map(([name, one]) => [name, factJson(one, type.entries[name]?.type ?? { kind: 'any' })]),
    );
  return null;
}

function labelOf(code: string, type: Extract<Type, { kind: 'code' }>): string | null {
  return type.list.members.find((member) => member.code === code)?.zh ?? null;
}
