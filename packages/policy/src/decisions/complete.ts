import { isContext, isList, type Type, type Value } from '@mingbai/policy-engine';

/** The value with every entry its type knows: what was not said of a member is blank, and the member is still one. */
export function complete(value: Value, type: Type): Value {
  if (type.kind === 'list' && isList(value)) return value.map((each) => complete(each, type.of));
  if (type.kind !== 'context' || !isContext(value)) return value;
  const entries = Object.entries(type.entries).map(([name, entry]): [string, Value] => [
    name,
    complete(value.get(name) ?? null, entry.type),
  ]);
  return new Map(entries);
}
