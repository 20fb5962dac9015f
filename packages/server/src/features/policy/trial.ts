import { countyOf, Problem, type RegionCode } from '@mingbai/core';
import type { Trial } from '@mingbai/core/api';
import {
  findParameter,
  parameterAt,
  tryParameters,
  type DecisionLibrary,
  type PolicyDecision,
  tryOver,
  type TrialChange,
} from '@mingbai/policy';
import type { ReadTx } from '@mingbai/store';
import { regionNames } from './library-names.ts';
import { moves, outcomesOf, sum, villagesOf } from './trial-sums.ts';

/** Named one by one; the counts are whole. */
const LISTED = 200;

interface Asked {
  readonly decision: PolicyDecision;
  readonly set: { readonly [parameter: string]: number };
  readonly entry: string | null;
  readonly on: string;
  readonly region: RegionCode;
}

/** Sets other figures beside those in force, over the register in scope. Throws `TrialRefused`. */
export async function runTrial(tx: ReadTx, library: DecisionLibrary, asked: Asked): Promise<Trial> {
  const { decision, set, entry, on, region } = asked;
  const { subject, version } = decision.model;
  const { parameters } = library;
  const changed = changedFigures(library, set, region, on);
  const view = { county: countyOf(region), region, on, parameters };
  const sides = [
    { decision, view },
    { decision, view: { ...view, parameters: tryParameters(parameters, set, region) } },
  ] as const;
  const { counts, list } = await tryOver(tx, ...sides, entry, LISTED);
  return {
    decision: decision.node.name,
    entry,
    version,
    subject: subject ?? 'household',
    on,
    region,
    parameters: changed,
    total: sum(counts),
    changed: sum(counts.filter(moves)),
    outcomes: outcomesOf(counts),
    villages: await villagesOf(tx, counts),
    list: await named(tx, view.county, list, subject === 'person'),
  };
}

/** The figures that a trial sets, beside those in force. */
export function changedFigures(
  { parameters }: DecisionLibrary,
  set: Asked['set'],
  region: RegionCode,
  on: string,
): Trial['parameters'] {
  return Object.entries(set).map(([name, after]) => {
    const parameter = findParameter(parameters, name);
    if (!parameter) throw new Problem('invalid-input', { detail: `set: ${name}` });
    const before = parameterAt(parameter, region, on)?.value ?? null;
    return { id: parameter.id, name: { zh: parameter.zh, en: parameter.en }, before, after };
  });
}

/** With the number of the household, the person's own name or that of the household's head. */
async function named(
  tx: ReadTx,
  county: string,
  list: readonly TrialChange[],
  persons: boolean,
): Promise<Trial['list']> {
  if (list.length === 0) return [];
  const villages = await regionNames(tx, [...new Set(list.map(({ village }) => village))]);
  const households = await tx.rows<{ id: string; household_no: string | null; head: string | null }>(
    `select h.id::text, h.household_no, (
       select p.name from mingbai.membership m join mingbai.person p on p.county = m.county and p.id = m.person_id
       where m.county = h.county and m.household_id = h.id and m.relation = 'head' order by m.id desc limit 1) as head
     from mingbai.household h where h.county = $1 and h.id = any($2::bigint[])`,
    [Number(county), list.map(({ household }) => household)],
  );
  const people = persons
    ? await tx.rows<{ id: string; name: string | null }>(
        `select id::text, name from mingbai.person where county = $1 and id = any($2::bigint[])`,
        [Number(county), list.map(({ id }) => id)],
      )
    : [];
  const ofHousehold = new Map(households.map((row) => [row.id, row]));
  const ofPerson = new Map(people.map((row) => [row.id, row.name]));
  return list.map(({ id, household, village, before, after }) => {
    const row = ofHousehold.get(household);
    return {
      id,
      household,
      household_no: row?.household_no ?? null,
      name: persons ? (ofPerson.get(id) ?? null) : (row?.head ?? null),
      village: villages.get(village) ?? village,
      before,
      after,
    };
  });
}
