import type { Context, Value } from '../value/value.ts';
import { contextIn, type Given, isText, listIn, listOfAll } from './runner.ts';

function entry(key: string, value: Value): Context {
  return new Map<string, Value>([
    ['key', key],
    ['value', value],
  ]);
}

/** The context with the value at the end of the keys; undefined when a context on the way is none. */
function put(context: Context, keys: readonly string[], value: Value): Context | undefined {
  const [key, ...rest] = keys;
  if (key === undefined) return undefined;
  if (rest.length === 0) return new Map([...context, [key, value]]);
  const inner = contextIn(context.get(key) ?? new Map());
  const changed = inner && put(inner, rest, value);
  return changed && new Map([...context, [key, changed]]);
}

export const contexts = {
  'get value': ([given, key]: Given): Value | undefined => {
    const keys = isText(key) ? [key] : listOfAll(key, isText);
    const context = contextIn(given);
    if (!context || !keys || keys.length === 0) return null;
    return keys.reduce<Value>((value, each) => contextIn(value)?.get(each) ?? null, context);
  },
  'get entries': ([given]: Given): Value | undefined => {
    const context = contextIn(given);
    return context && [...context].map(([key, value]) => entry(key, value));
  },
  'context put': ([given, key, value = null]: Given): Value | undefined => {
    const context = contextIn(given);
    const keys = isText(key) ? [key] : listOfAll(key, isText);
    return context && keys && put(context, keys, value);
  },
  'context merge': ([given]: Given): Value | undefined => {
    const all = listIn(given)?.map(contextIn);
    if (!all?.every((each) => each !== undefined)) return undefined;
    return new Map(all.flatMap((each) => [...each]));
  },
};
