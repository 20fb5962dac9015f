import { regionCode } from '@mingbai/core';
import {
  CalendarDate,
  Decimal,
  type Facts as Values,
  findName,
  type Json,
  readTemporal,
  toFacts,
  type Type,
  type Value,
  type Vocabulary,
} from '@mingbai/policy-engine';
import { parameter, type Parameters } from '../parameters/parameters.ts';
import { CHECK_DAY } from '../vocabulary/derived-facts.ts';
import type { Facts } from '../vocabulary/fact.ts';

/** A case that names no day is judged on this one. */
const USUAL_DAY = '2023-12-31';
const COUNTRY = regionCode('000000000000');

export interface CaseView {
  readonly facts: Facts;
  readonly vocabulary: Vocabulary;
  readonly parameters: Parameters;
  /** Days on which the rule holds. */
  readonly from: string | null;
  readonly to: string | null;
}

export type CaseRead =
  | { readonly ok: true; readonly values: Values; readonly day: string }
  | { readonly ok: false; readonly problems: readonly { zh: string; en: string }[] };

/** Reads the clerk's words. Parameters the case does not give are those of the whole country on its day. */
export function readCase(written: Readonly<Record<string, unknown>>, view: CaseView): CaseRead {
  const type: Type = { kind: 'context', entries: view.vocabulary };
  const read = toFacts(view.vocabulary, plain(written, type) as { [name: string]: Json });
  if (!read.ok) return read;
  const values = new Map(read.facts);
  const given = values.get(CHECK_DAY);
  const day = given instanceof CalendarDate ? given.toString() : usualDay(view);
  values.set(CHECK_DAY, readTemporal(day) ?? null);
  for (const [name, { source }] of view.facts) {
    if (source.kind !== 'parameter' || values.has(name)) continue;
    const on = dayOf(values.get(source.day) ?? null);
    const found = on === null ? null : parameter(view.parameters, source.id, COUNTRY, on);
    values.set(name, found === null ? null : new Decimal(String(found.value)));
  }
  return { ok: true, values, day };
}

function usualDay({ from, to }: CaseView): string {
  if (from !== null && from > USUAL_DAY) return from;
  return to !== null && to < USUAL_DAY ? to : USUAL_DAY;
}

/** A year stands for its last day. */
function dayOf(value: Value): string | null {
  if (value instanceof CalendarDate) return value.toString();
  return value instanceof Decimal ? `${value.toFixed()}-12-31` : null;
}

const YES_NO: Readonly<Record<string, boolean>> = { 是: true, 否: false };

/** 是 and 否 where the type is yes or no; the engine reads the rest. */
function plain(value: unknown, type: Type | undefined): unknown {
  if (typeof value === 'string' && type?.kind === 'boolean') return YES_NO[value] ?? value;
  if (Array.isArray(value))
    return value.map((one) => plain(one, type?.kind === 'list' ? type.of : undefined));
  if (typeof value !== 'object' || value === null) return value;
  const entries = type?.kind === 'context' ? type.entries : {};
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [name, plain(one, typeOf(entries, name))]),
  );
}

function typeOf(entries: Vocabulary, written: string): Type | undefined {
  const name = findName(entries, written);
  return name === undefined ? undefined : entries[name]?.type;
}
