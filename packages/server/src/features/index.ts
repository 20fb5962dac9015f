import type { Implementation } from '../frame/implement.ts';
import { importRoutes } from './imports/routes.ts';
import { journalRoutes } from './journal/routes.ts';
import { sessionRoutes } from './session/routes.ts';
import { setupRoutes } from './setup/routes.ts';
import { userRoutes } from './users/routes.ts';

/** Everything the server answers; one line a feature. */
export function allRoutes(): Implementation[] {
  return [...setupRoutes, ...sessionRoutes(), ...userRoutes, ...journalRoutes, ...importRoutes];
}
