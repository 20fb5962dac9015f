import { Problem, type RegionCode } from '@mingbai/core';
import { findInstallation, migrate } from '@mingbai/store';
import { openDoor, type Door } from '@mingbai/server';
import { COUNTRY } from '@mingbai/core';
import { openHome } from './home.ts';
import { openPlace, type Place } from './place.ts';

/** The database for the duration of one command: the running server's, or started and stopped again. */
export async function withPlace<T>(home: string | undefined, work: (place: Place) => Promise<T>): Promise<T> {
  const place = await openPlace(openHome(home), { share: true });
  try {
    return await work(place);
  } finally {
    await place.close();
  }
}

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
