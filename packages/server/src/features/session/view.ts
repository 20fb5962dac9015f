import { ROLES, type RegionLevel } from '@mingbai/core';
import type { Grant, Session } from '@mingbai/core/api';
import { grantsOf, type Hat, type ReadTx, type Who } from '@mingbai/store';

const LEVELS: readonly RegionLevel[] = ['country', 'province', 'city', 'county', 'township', 'village'];

export function levelName(level: number): RegionLevel {
  return LEVELS[level] ?? 'village';
}

export function viewGrant(hat: Hat): Grant {
  const { id, role, region, regionName, regionLevel, department } = hat;
  return { id, role, region: { code: region, name: regionName, level: levelName(regionLevel) }, department };
}

/** Who I am, what I may do: what the console builds its menu from. */
export async function viewSession(tx: ReadTx, who: Who): Promise<Session> {
  const { userId, username, name, totp, mustChangePassword, hat } = who;
  const grants = await grantsOf(tx, [userId]);
  return {
    user: { id: userId, username, name, totp, mustChangePassword },
    grants: grants.map(viewGrant),
    active: hat === null ? null : viewGrant(hat),
    permissions: hat === null || mustChangePassword ? [] : [...ROLES[hat.role].permissions],
  };
}
