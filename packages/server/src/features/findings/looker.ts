import { may, type RegionCode, type Role } from '@mingbai/core';
import type { Looker } from '@mingbai/store';

/** Who asks, for what is theirs. */
export function lookerOf(call: {
  readonly role: Role;
  readonly region: RegionCode;
  readonly actor: { readonly id: string };
}): Looker {
  return { user: call.actor.id, region: call.region, decides: may(call.role, 'finding.decide') };
}
