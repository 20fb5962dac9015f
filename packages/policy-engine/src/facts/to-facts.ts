import type { Json } from './json.ts';
import type { Words } from '../problem.ts';
import { typeWords } from '../problem.ts';
import type { Type } from '../type.ts';
import { readNumber } from '../value/number.ts';
import { readDate, readDuration, readMoment, readTime, type Temporal } from '../value/temporal.ts';
import type { Facts, Value } from '../value/value.ts';
import { findName, type Vocabulary } from '../vocabulary.ts';

/** What is wrong with one fact; `path` is the names and positions (from 0) that lead to it. */
export interface FactProblem extends Words {
  readonly path: readonly (string | number)[];
}

export type FactsRead =
  | { readonly ok: true; readonly facts: Facts }
  | { readonly ok: false; readonly problems: readonly FactProblem[] };

/**
 * Reads facts by the vocabulary. Names may be aliases; a name that is not given is null; one that nothing
 * knows is a problem. Numbers may be texts, which keep all their digits; codes may be labels.
 */
export function toFacts(vocabulary: Vocabulary, json: { readonly [name: string]: Json }): FactsRead {
  const problems: FactProblem[] = [];
  const facts = readEntries(vocabulary, json, [], problems);
  return problems.length > 0 ? { ok: false, problems } : { ok: true, facts };
}

type Path = readonly (string | number)[];

function readEntries(
  vocabulary: Vocabulary,
  json: { readonly [name: string]: Json },
  path: Path,
  problems: FactProblem[],
): Facts {
  const facts = new Map<string, Value>();
  for (const [written, value] of Object.entries(json)) {
    const name = findName(vocabulary, written);
    const entry = name === undefined ? undefined : vocabulary[name];
    if (name === undefined || !entry) {
      problems.push({
        path: [...path, written],
        zh: `没有叫“${written}”的数据项`,
        en: `Nothing is called “${written}”`,
      });
    } else if (facts.has(name)) {
      problems.push({ path: [...path, written], zh: `“${name}”给了两次`, en: `“${name}” is given twice` });
    } else {
      facts.set(name, readFact(entry.type, value, [...path, written], problems));
    }
  }
  return facts;
}

/** One value by its type; null, with a problem, when it is not of the type. */
export function readFact(type: Type, json: Json, path: Path, problems: FactProblem[]): Value {
  if (json === null) return null;
  const value = read(type, json, path, problems);
  if (value !== undefined) return value;
  const words = typeWords(type);
  const said = JSON.stringify(json).slice(0, 40);
  problems.push({ path, zh: `${said} 不是${words.zh}`, en: `${said} is not ${words.en}` });
  return null;
}

const TEMPORAL: Partial<Record<Type['kind'], (text: string) => Temporal | undefined>> = {
  date: readDate,
  time: readTime,
  'date and time': readMoment,
  'days and time duration': readDuration,
  'years and months duration': readDuration,
};

function read(type: Type, json: Json, path: Path, problems: FactProblem[]): Value | undefined {
  switch (type.kind) {
    case 'number':
      return readNumeral(json);
    case 'string':
      return typeof json === 'string' ? json : undefined;
    case 'code': {
      if (typeof json !== 'string' && typeof json !== 'number') return undefined;
      const text = String(json);
      const { members } = type.list;
      const found =
        members.find(({ code }) => code === text) ??
        members.find(({ zh, en, aliases }) => zh === text || en === text || aliases?.includes(text));
      return found?.code;
    }
    case 'boolean':
      return typeof json === 'boolean' ? json : undefined;
    case 'list':
      return Array.isArray(json)
        ? json.map((item: Json, at) => readFact(type.of, item, [...path, at], problems))
        : undefined;
    case 'context':
      return isObject(json) ? readEntries(type.entries, json, path, problems) : undefined;
    case 'any':
      return readAny(json);
    case 'null':
    case 'range':
    case 'function':
      return undefined;
    default: {
      if (typeof json !== 'string') return undefined;
      const value = TEMPORAL[type.kind]?.(json);
      const matches = value && isOfKind(value, type.kind);
      return matches ? value : undefined;
    }
  }
}

/** A float beyond 2^53 has lost digits before it came here: such numbers are given as texts. */
function readNumeral(json: Json): Value | undefined {
  if (typeof json === 'number') {
    const exact = Number.isSafeInteger(json) || !Number.isInteger(json);
    return exact ? readNumber(String(json)) : undefined;
  }
  return typeof json === 'string' ? readNumber(json.trim()) : undefined;
}

function isOfKind(value: Temporal, kind: Type['kind']): boolean {
  // Both durations are read by one reader.
  if (kind === 'years and months duration') return 'months' in value;
  return kind !== 'days and time duration' || 'nanos' in value;
}

function isObject(json: Json): json is { readonly [name: string]: Json } {
  return typeof json === 'object' && json !== null && !Array.isArray(json);
}

/** What is not typed keeps the shape JSON gives it; texts stay texts. */
function readAny(json: Json): Value | undefined {
  if (json === null || typeof json === 'boolean' || typeof json === 'string') return json;
  if (typeof json === 'number') return readNumeral(json);
  if (Array.isArray(json)) return json.map((item: Json) => readAny(item) ?? null);
  return new Map(Object.entries(json).map(([name, value]) => [name, readAny(value) ?? null]));
}
