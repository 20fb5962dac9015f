import { setTimeout } from 'node:timers/promises';
import { regionCode } from '@mingbai/core';
import { createAccounts, founder, openDoor } from '@mingbai/server';
import { importFile } from '../import/imported.ts';
import { COUNTY, householdsCsv, personsCsv } from '../inputs.ts';
import { keptPlace, type Kept } from '../kept.ts';
import { say, timed } from '../log.ts';
import { asOwner, full, installNew, type BenchAccount, type Cluster, type Installed } from '../place.ts';

const NAME = 'register';

/** A register of so many persons and their households, made through the import. */
export function openRegister(rows: number): Promise<Kept> {
  return keptPlace(NAME, rows, (cluster) => make(cluster, rows));
}

async function make(cluster: Cluster, rows: number): Promise<Installed> {
  const place = await installNew(cluster, NAME);
  for (const path of [await personsCsv(rows), await householdsCsv(rows)]) {
    const { seconds, result } = await timed(() => importFile(place, path));
    say(`register: ${path}: ${result.counts.good} of ${result.counts.rows} rows in ${seconds.toFixed(1)} s`);
  }
  const door = openDoor(place);
  try {
    await createAccounts(door, founder('bench'), regionCode(COUNTY), (await accountsOf(place)).map(full));
  } finally {
    await door.close();
  }
  await asOwner(place, async (client) => void (await client.query('vacuum analyze')));
  return place;
}

/** People of several roles: the whole county, its two largest townships, the largest village of each. */
export function accountsOf(place: Installed): Promise<(BenchAccount & { region: string })[]> {
  return asOwner(place, async (client) => {
    const { rows } = await client.query<{ township: string; village: string }>(
      `select distinct on (township) lpad(township::text, 12, '0') as township, lpad(region::text, 12, '0') as village
       from (select region, region / 1000 * 1000 as township, count(*) as n,
               sum(count(*)) over (partition by region / 1000) as of_township from mingbai.membership group by region) v
       where township in (select region / 1000 * 1000 from mingbai.membership group by 1 order by count(*) desc, 1 limit 2)
       order by township, n desc, region`,
    );
    return [
      { username: 'leader', role: 'leader', region: COUNTY },
      ...rows.flatMap(({ township, village }, index): (BenchAccount & { region: string })[] => [
        { username: `town${index + 1}`, role: 'township_reviewer', region: township },
        { username: `village${index + 1}`, role: 'village_worker', region: village },
      ]),
    ];
  });
}

/** A running server asks the rules of what was imported: that is not what reading costs, and is done once. */
export function untilAsked(place: Installed): Promise<void> {
  return asOwner(place, async (client) => {
    for (let said = false; ; said = true) {
      const { rows } = await client.query<{ open: boolean }>(
        `select exists (select from mingbai.rule_run where state in ('queued', 'running')) as open`,
      );
      if (rows[0]?.open !== true) return;
      if (!said) say('waiting for the server to ask the rules of what was imported');
      await setTimeout(500);
    }
  });
}
