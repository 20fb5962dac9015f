import type { Implementation } from '../frame/implement.ts';
import { evidenceRoutes } from './evidence/routes.ts';
import { householdRoutes } from './households/routes.ts';
import { findingRoutes } from './findings/routes.ts';
import { importRoutes } from './imports/routes.ts';
import { noticeRoutes } from './notices/routes.ts';
import { journalRoutes } from './journal/routes.ts';
import { paperRoutes } from './papers/routes.ts';
import { personRoutes } from './persons/routes.ts';
import { pictureRoutes } from './picture/routes.ts';
import { regionRoutes } from './regions/routes.ts';
import { policyRoutes } from './policy/routes.ts';
import { procedureRoutes } from './procedures/routes.ts';
import { revealRoutes } from './reveal/routes.ts';
import { ruleRoutes } from './rules/routes.ts';
import { sessionRoutes } from './session/routes.ts';
import { setupRoutes } from './setup/routes.ts';
import { userRoutes } from './users/routes.ts';
import { villageRoutes } from './villages/routes.ts';

/** Everything the server answers; one line a feature. */
export function allRoutes(): Implementation[] {
  return [
    ...setupRoutes,
    ...sessionRoutes(),
    ...userRoutes,
    ...journalRoutes,
    ...findingRoutes(),
    ...evidenceRoutes,
    ...importRoutes,
    ...ruleRoutes,
    ...policyRoutes,
    ...procedureRoutes,
    ...regionRoutes,
    ...householdRoutes(),
    ...personRoutes(),
    ...pictureRoutes(),
    ...villageRoutes(),
    ...paperRoutes,
    ...revealRoutes,
    ...noticeRoutes,
  ];
}
