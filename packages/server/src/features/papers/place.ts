import { dayText, levelOf, pathOf, type RegionCode, type RegionLevel } from '@mingbai/core';
import type { ReadTx } from '@mingbai/store';
import { regionNames } from '../policy/library-names.ts';

/** Names of a region and of those above it; those above stand on papers whatever the area of whoever prints. */
export type Place = Readonly<Partial<Record<RegionLevel, string>>>;

export async function placeOf(tx: ReadTx, region: RegionCode): Promise<Place> {
  const path = pathOf(region);
  const names = await regionNames(tx, path);
  return Object.fromEntries(path.map((code) => [levelOf(code), shortName(names.get(code) ?? code)]));
}

/** The village, not its committee: 红花村民委员会 is 红花村. */
function shortName(name: string): string {
  return name.replace(/村?村民委员会$/, '村').replace(/(社区)?居民委员会$/, '社区');
}

export function placeFacts(place: Place, group: string | null, today: string): Record<string, string> {
  const { province = '', city = '', county = '', township = '', village = '' } = place;
  return {
    省: province,
    市: city,
    县: county,
    乡镇: township,
    村: village,
    组: group ?? '',
    所在地: [county, township, village, group ?? ''].join(''),
    打印日期: dayText(today),
  };
}
