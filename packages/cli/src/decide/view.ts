import { countyOf, Problem, type RegionCode } from '@mingbai/core';
import {
  findParameter,
  type Parameters,
  type RegisterView,
  TrialRefused,
  tryParameters,
} from '@mingbai/policy';

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

/** Parameters with other values: `监测线=8000`, by Chinese name or id. */
export function withValues(parameters: Parameters, set: readonly string[], region: RegionCode): Parameters {
  const values: Record<string, number> = {};
  for (const each of set) {
    const [name = '', value = ''] = each.split('=', 2);
    if (!findParameter(parameters, name.trim()) || !/^-?\d+(\.\d+)?$/.test(value.trim())) {
      const names = [...parameters.values()].map(({ zh }) => zh).join('、');
      throw new Problem('invalid-input', { detail: `--set ${each}（名称=数值 · name=number; ${names}）` });
    }
    values[name.trim()] = Number(value);
  }
  return tryParameters(parameters, values, region);
}
