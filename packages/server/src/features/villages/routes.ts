import { Problem, type RegionCode } from '@mingbai/core';
import { getVillage } from '@mingbai/core/api';
import { findVillage, NO_VALUE, Origins, pathTo, regionToday } from '@mingbai/store';
import { implement, type Implementation } from '../../frame/implement.ts';
import { areaOf } from '../households/area.ts';
import { provenanceOf } from '../households/provenance.ts';

export function villageRoutes(): Implementation[] {
  const origins = new Origins();
  return [
    implement(getVillage, (call) =>
      call.read(async (tx) => {
        const region = await regionToday(tx, call.params.code as RegionCode);
        if (region === undefined || region.level !== 'village') throw new Problem('not-found');
        const village = await findVillage(tx, areaOf(call, region.code), region.code, call.query.year);
        const { profile, households, persons } = village;
        const known = await origins.of(tx, region.code.slice(0, 6), profile === null ? [] : [profile.entry]);
        const byExitState: Record<string, number> = {};
        for (const { exit_state } of households) {
          const state = exit_state ?? NO_VALUE;
          byExitState[state] = (byExitState[state] ?? 0) + 1;
        }
        return {
          region,
          path: await pathTo(tx, call.region, region.code),
          formerNames: village.formerNames,
          years: village.years,
          profile:
            profile === null ? null : { values: profile.values, provenance: provenanceOf(profile, known) },
          counted: { households: households.length, persons, byExitState },
          households,
        };
      }),
    ),
  ];
}
