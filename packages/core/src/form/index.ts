import type { Form, FormId } from './form.ts';
import { person47 } from './forms/person-47.ts';
import { personHousehold } from './forms/person-household.ts';

/** Every form that the import recognises. */
export const FORMS: readonly Form[] = [person47, personHousehold];

export function formOf(id: FormId): Form {
  const form = FORMS.find((one) => one.id === id);
  if (form === undefined) throw new RangeError(`no such form: ${id}`);
  return form;
}
