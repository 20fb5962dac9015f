import {
  Decimal,
  formatValue,
  isContext,
  isList,
  type Json,
  type Type,
  type Value,
} from '@mingbai/policy-engine';

/**
 * A decision's value as JSON for other programs: amounts are numbers (rounded as floats are), days are texts,
 * codes are their Chinese labels.
 */
export function plain(value: Value, type: Type = { kind: 'any' }): Json {
  if (value === null || typeof value === 'boolean') return value;
  if (typeof value === 'string') return type.kind === 'code' ? labelOf(value, type) : value;
  if (value instanceof Decimal) return value.toNumber();
  if (isList(value)) return value.map((each) => plain(each, type.kind === 'list' ? type.of : undefined));
  if (isContext(value)) {
    const entries = type.kind === 'context' ? type.entries : {};
    return Object.fromEntries([...value].map(([name, each]) => [name, plain(each, entries[name]?.type)]));
  }
  return formatValue(value);
}

function labelOf(code: string, { list }: Extract<Type, { kind: 'code' }>): string {
  return list.members.find((member) => member.code === code)?.zh ?? code;
}
