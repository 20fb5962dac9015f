import { Problem } from '@mingbai/core';
import { AGE_BANDS, GUARANTEE_ITEMS, INCOME_BANDS, SIZE_BANDS, readBand } from '@mingbai/core/api';
import type { HouseholdFilter, PersonFilter } from '@mingbai/core/api';
import type { Params } from './params.ts';
import { lasting, TODAY } from './read-columns.ts';

/** In filters and breakdowns: there is no value. */
export const NO_VALUE = '-';

const FEN = 100;

/** The band a number falls in, as SQL text; null when in none. The same text counts and filters. */
export function ageBand(birth: string): string {
  // From the oldest on; what is worked out from the day alone stands in a select of its own, and is so once.
  const first = lows(AGE_BANDS)
    .reverse()
    .map((years) => `(${TODAY} - interval '${years} years')::date + 1`);
  return `(${codes([...AGE_BANDS].reverse())})[width_bucket(${birth}, (select array[${first.join(', ')}])) + 1]`;
}
export function sizeBand(members: string): string {
  return `(${codes(SIZE_BANDS)})[width_bucket(${members}, '{${lows(SIZE_BANDS).join(',')}}'::bigint[])]`;
}
/** Below nothing (a loss) is in the lowest band. */
export function incomeBand(fen: string): string {
  const above = lows(INCOME_BANDS).slice(1);
  return `(${codes(INCOME_BANDS)})[width_bucket(${fen}, '{${above.map((yuan) => yuan * FEN).join(',')}}'::bigint[]) + 1]`;
}

function codes(bands: readonly string[]): string {
  return `'{${bands.join(',')}}'::text[]`;
}

/** Where each band begins; it ends where the next begins. */
function lows(bands: readonly string[]): number[] {
  const read = bands.map((code) => {
    const band = readBand(code);
    if (band === undefined) throw new RangeError(`not a band: ${code}`);
    return band;
  });
  read.forEach(({ high }, at) => {
    const next = read[at + 1]?.low;
    if (high !== next && (high === undefined || next === undefined || high + 1 !== next))
      throw new RangeError(`a gap after ${bands[at]}`);
  });
  return read.map(({ low }) => low);
}

/** How many belong to household `h` now. */
export const MEMBERS = `(select count(*) from mingbai.membership m where m.county = h.county and m.household_id = h.id and ${lasting('m')})`;

const INCOME = incomeBand('h.per_capita_net');
const SIZE = sizeBand(MEMBERS);
const AGE = ageBand('p.birth_date');

const PLAIN = ['household_type', 'exit_state', 'poverty_class', 'monitor_class', 'main_cause'] as const;

/** Conditions on household `h`, without region and search. */
export function householdConditions(filter: HouseholdFilter, params: Params): string[] {
  return [
    ...PLAIN.flatMap((name) => oneOf(`h.${name}`, filter[name], params)),
    ...oneOf(INCOME, checked('income_band', filter.income_band, INCOME_BANDS), params),
    ...oneOf(SIZE, checked('size', filter.size, SIZE_BANDS), params),
    ...guaranteeCondition(filter.guarantee),
  ];
}

/** Conditions on person `p` and its household `h`. */
export function personConditions(filter: PersonFilter, params: Params): string[] {
  return [
    ...(['sex', 'labour_skill', 'education', 'enrolment'] as const).flatMap((name) =>
      oneOf(`p.${name}`, filter[name], params),
    ),
    ...oneOf(AGE, checked('age_band', filter.age_band, AGE_BANDS), params),
    ...anyOf('p.health', filter.health, params),
    ...(['exit_state', 'main_cause'] as const).flatMap((name) => oneOf(`h.${name}`, filter[name], params)),
  ];
}

function split(asked: string | undefined): { codes: string[]; none: boolean } | undefined {
  if (asked === undefined || asked === '') return undefined;
  const all = asked.split(',').filter((code) => code !== '');
  return { codes: all.filter((code) => code !== NO_VALUE), none: all.includes(NO_VALUE) };
}

/** Bands stand in addresses that people keep: one that is no more is said, not silently empty. */
function checked(name: string, asked: string | undefined, bands: readonly string[]): string | undefined {
  const wrong = split(asked)?.codes.find((code) => !bands.includes(code));
  if (wrong !== undefined) throw new Problem('invalid-input', { detail: `${name}: ${wrong}` });
  return asked;
}

function oneOf(value: string, asked: string | undefined, params: Params): string[] {
  const wanted = split(asked);
  if (wanted === undefined) return [];
  const parts = [
    ...(wanted.codes.length > 0 ? [`${value} = any(${params.add(wanted.codes, 'text[]')})`] : []),
    ...(wanted.none ? [`${value} is null`] : []),
  ];
  return parts.length === 0 ? [] : [`(${parts.join(' or ')})`];
}

function anyOf(set: string, asked: string | undefined, params: Params): string[] {
  const wanted = split(asked);
  if (wanted === undefined) return [];
  const parts = [
    ...(wanted.codes.length > 0 ? [`${set} && ${params.add(wanted.codes, 'text[]')}`] : []),
    ...(wanted.none ? [`coalesce(cardinality(${set}), 0) = 0`] : []),
  ];
  return parts.length === 0 ? [] : [`(${parts.join(' or ')})`];
}

/** Any of the problems; `-`: nothing is known of the household. */
function guaranteeCondition(asked: string | undefined): string[] {
  const items = GUARANTEE_ITEMS.map(({ item }): string => item);
  const wanted = split(checked('guarantee', asked, items));
  if (wanted === undefined) return [];
  const of = `mingbai.guarantee g where g.county = h.county and g.household_id = h.id`;
  const problems = GUARANTEE_ITEMS.filter(({ item }) => wanted.codes.includes(item)).map(
    ({ item, problem }) => `g.${item} = ${problem}`,
  );
  const parts = [
    ...(problems.length > 0 ? [`exists (select from ${of} and (${problems.join(' or ')}))`] : []),
    ...(wanted.none ? [`not exists (select from ${of})`] : []),
  ];
  return parts.length === 0 ? [] : [`(${parts.join(' or ')})`];
}
