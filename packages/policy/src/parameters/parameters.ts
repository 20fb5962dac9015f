import type { RegionCode } from '@mingbai/core';
import type { Parameter, ParameterValue } from './schema.ts';
import { headOf, isWithin } from './within.ts';

/** The loaded parameters by id. */
export type Parameters = ReadonlyMap<string, Parameter>;

/**
 * The value in force in a region on a day (`YYYY-MM-DD`): of the nearest region that has one by then, the
 * latest. Null when nobody has set one.
 */
export function parameterAt({ values }: Parameter, region: RegionCode, on: string): ParameterValue | null {
  let best: ParameterValue | null = null;
  for (const value of values) {
    if (value.from > on || !isWithin(region, value.region)) continue;
    if (best === null || nearer(value, best)) best = value;
  }
  return best;
}

/** As `parameterAt`, by the parameter's id; null for an unknown one too. */
export function parameter(
  parameters: Parameters,
  id: string,
  region: RegionCode,
  on: string,
): ParameterValue | null {
  const found = parameters.get(id);
  return found === undefined ? null : parameterAt(found, region, on);
}

/** By its id or its Chinese name. */
export function findParameter(parameters: Parameters, name: string): Parameter | undefined {
  return parameters.get(name) ?? [...parameters.values()].find(({ zh }) => zh === name);
}

/** Parameters with other values, by id or Chinese name, in force in the region on every day; unknown names change nothing. */
export function tryParameters(
  parameters: Parameters,
  values: { readonly [name: string]: number },
  region: RegionCode,
): Parameters {
  const changed = new Map(parameters);
  for (const [name, value] of Object.entries(values)) {
    const known = findParameter(parameters, name);
    const [first] = known?.values ?? [];
    if (!known || !first) continue;
    changed.set(known.id, { ...known, values: [{ ...first, value, region, from: '1949-10-01' }] });
  }
  return changed;
}

/** Every change of the value in a region, the earliest first: what a day picks from in SQL. */
export function timeline(of: Parameter, region: RegionCode): ParameterValue[] {
  const days = new Set(of.values.filter((value) => isWithin(region, value.region)).map(({ from }) => from));
  const steps: ParameterValue[] = [];
  for (const on of [...days].sort()) {
    const value = parameterAt(of, region, on);
    if (value === null || value === steps.at(-1)) continue;
    steps.push(value);
  }
  return steps;
}

function nearer(a: ParameterValue, b: ParameterValue): boolean {
  const [near, far] = [headOf(a.region).length, headOf(b.region).length];
  return near === far ? a.from > b.from : near > far;
}
