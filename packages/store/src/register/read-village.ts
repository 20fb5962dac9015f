import type { RegionCode } from '@mingbai/core';
import type { VillagePage } from '@mingbai/core/api';
import type { ReadTx } from '../db/tx.ts';
import { Params } from './params.ts';
import { inArea, type Area } from './read-area.ts';
import { lasting, TODAY, valuesJson } from './read-columns.ts';
import { MEMBERS } from './read-filter.ts';
import { personsOneByOne } from './read-persons.ts';
import type { StoredValues } from './read-household.ts';

export interface StoredVillage {
  readonly formerNames: VillagePage['formerNames'];
  readonly years: number[];
  readonly profile: StoredValues | null;
  readonly persons: number;
  readonly households: VillagePage['households'];
}

/** A village with all its households; the profile of the year asked for, else of the newest. */
export async function findVillage(
  tx: ReadTx,
  area: Area,
  code: RegionCode,
  year: number | undefined,
): Promise<StoredVillage> {
  const params = new Params();
  const village = params.add(code, 'bigint');
  const row = await tx.find<StoredVillage>(
    `select
       coalesce((select json_agg(json_build_object('name', r.name, 'until', r.valid_to) order by r.valid_to desc) from mingbai.region r
         where (r.code = ${village} or r.successor = ${village}) and r.valid_to <= ${TODAY}), '[]') as "formerNames",
       coalesce((select json_agg(distinct v.year order by v.year desc) from mingbai.village v where v.region = ${village}), '[]') as years,
       (select json_build_object('values', ${valuesJson('village', 'v')}, 'valid_from', v.valid_from, 'known_from', v.known_from, 'entry', v.entry::text)
         from mingbai.village v where v.county = ${village} / 1000000 and v.region = ${village}
           and (${params.add(year ?? null, 'integer')} is null or v.year = $${params.values.length})
         order by v.year desc limit 1) as profile,
       (select count(*)::integer from ${personsOneByOne('key')} where ${inArea(area, params, 'p')}) as persons,
       coalesce((select json_agg(json_build_object('id', h.id::text, 'household_no', h.household_no, 'group', h.village_group,
           'head', (select p.name from mingbai.membership m join mingbai.person p on p.county = m.county and p.id = m.person_id
             where m.county = h.county and m.household_id = h.id and m.relation = 'head' and ${lasting('m')} order by p.id limit 1),
           'members', ${MEMBERS}, 'exit_state', h.exit_state, 'poverty_class', h.poverty_class,
           'monitor_class', h.monitor_class, 'main_cause', h.main_cause) order by h.household_no, h.id)
         from mingbai.household h where ${inArea(area, params, 'h')}), '[]') as households`,
    params.values,
  );
  if (row === undefined) throw new Error('a select of values gave no row');
  return row;
}
