import { findHome } from './home.ts';
import { openPlace, type Place } from './place.ts';

/** The database for the duration of one command: the running server's, or started and stopped again. */
export async function withPlace<T>(home: string | undefined, work: (place: Place) => Promise<T>): Promise<T> {
  const place = await openPlace(findHome(home), { share: true });
  try {
    return await work(place);
  } finally {
    await place.close();
  }
}
