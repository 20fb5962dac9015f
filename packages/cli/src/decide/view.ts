import { countyOf, Problem, type RegionCode } from '@mingbai/core';
import { type Parameters, type RegisterView, TrialRefused } from '@mingbai/policy';

/** One county's register on a day; `invalid-input` above a county. */
export function viewOf(parameters: Parameters, region: RegionCode | undefined, on: string): RegisterView {
  if (region === undefined || region.endsWith('00000000'))
    throw new Problem('invalid-input', { detail: '--region: 县或以下 · a county or smaller' });
  return { county: countyOf(region), region, on, parameters };
}

/** Says in the words of the catalogue why a decision cannot be asked of a whole county. */
export function trialSql<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw asRefusal(error);
  }
}

export function asRefusal(error: unknown): unknown {
  if (!(error instanceof TrialRefused)) return error;
  return new Problem('invalid-input', {
    detail: error.reasons.map(({ zh, en }) => `${zh} · ${en}`).join('\n'),
  });
}

/** Parameters with other values: `监测线=8000`, by Chinese name or id, in force everywhere from long ago. */
export function withValues(parameters: Parameters, set: readonly string[], region: RegionCode): Parameters {
  const changed = new Map(parameters);
  for (const each of set) {
    const [name = '', value = ''] = each.split('=', 2);
    const known = [...parameters.values()].find(({ id, zh }) => id === name.trim() || zh === name.trim());
    if (!known || !/^-?\d+(\.\d+)?$/.test(value.trim())) {
      const names = [...parameters.values()].map(({ zh }) => zh).join('、');
      throw new Problem('invalid-input', { detail: `--set ${each}（名称=数值 · name=number; ${names}）` });
    }
    const [first] = known.values;
    if (first === undefined) continue;
    const held = { ...first, value: Number(value), region, from: '1949-10-01' };
    changed.set(known.id, { ...known, values: [held] });
  }
  return changed;
}
