import type { Form, FormId } from './form.ts';
import { household } from './forms/household.ts';
import { monitorHousehold } from './forms/monitor-household.ts';
import { monitorObjectHousehold } from './forms/monitor-object-household.ts';
import { monitorObject } from './forms/monitor-object.ts';
import { monitorVillage } from './forms/monitor-village.ts';
import { person47 } from './forms/person-47.ts';
import { personHousehold } from './forms/person-household.ts';
import { responsible } from './forms/responsible.ts';
import { village } from './forms/village.ts';
import { workAway } from './forms/work-away.ts';
import { workPlanned } from './forms/work-planned.ts';

export { OTHER_TARGETS } from './other-targets.ts';

const BY_ID = {
  'person-47': person47,
  'person-household': personHousehold,
  household,
  'monitor-object': monitorObject,
  'monitor-object-household': monitorObjectHousehold,
  'monitor-household': monitorHousehold,
  'work-away': workAway,
  'work-planned': workPlanned,
  'monitor-village': monitorVillage,
  village,
  responsible,
} as const satisfies Record<FormId, Form>;

/** Every form that the import recognises. */
export const FORMS: readonly Form[] = Object.values(BY_ID);

export function formOf(id: FormId): Form {
  return BY_ID[id];
}
