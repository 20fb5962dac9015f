import { Problem, ROLES, type RegionLevel, type Role } from '@mingbai/core';

const ADMINISTRATORS: readonly Role[] = ['system_admin', 'security_admin', 'audit_admin'];

/** System, security and audit administrator are three people, and none of them works in the register. */
export function assertApart(role: Role, held: readonly Role[]): void {
  const isAdministrator = ADMINISTRATORS.includes(role);
  const against = held.find((other) => (isAdministrator ? other !== role : ADMINISTRATORS.includes(other)));
  if (against !== undefined) throw new Problem('roles-apart', { role });
}

export function assertLevel(role: Role, levels: readonly RegionLevel[]): void {
  const allowed: readonly RegionLevel[] = ROLES[role].levels;
  if (!levels.some((level) => allowed.includes(level)))
    throw new Problem('role-level', { level: levels[0] ?? '' });
}

export function hasDepartment(role: Role): boolean {
  return 'department' in ROLES[role];
}
