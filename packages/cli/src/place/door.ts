import { COUNTRY, Problem, type RegionCode } from '@mingbai/core';
import { openDoor, type Door } from '@mingbai/server';
import { findInstallation, migrate } from '@mingbai/store';
import type { Place } from './place.ts';
import { withPlace } from './with-place.ts';

/** As `withPlace`, migrated, with the register and the sign-in library open. Throws `not-set-up`. */
export function withDoor<T>(
  home: string | undefined,
  work: (door: Door, county: RegionCode, place: Place) => Promise<T>,
): Promise<T> {
  return withPlace(home, async (place) => {
    await migrate(place.ownerUrl, place.home.secrets);
    const { appUrl, authUrl } = place;
    const door = openDoor({ appUrl, authUrl, authSecret: place.home.secrets.session });
    try {
      const county = await door.database.read({ region: COUNTRY, user: '' }, findInstallation);
      if (county === undefined) throw new Problem('not-set-up');
      return await work(door, county, place);
    } finally {
      await door.close();
    }
  });
}
