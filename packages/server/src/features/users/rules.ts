import { Problem, ROLES, type RegionLevel, type Role } from '@mingbai/core';

const ADMINISTRATORS: readonly Role[] = ['system_admin', 'security_admin', 'audit_admin'];

const LEVEL_NAMES: Readonly<Record<RegionLevel, string>> = {
  country: '全国',
  province: '省',
  city: '市',
  county: '县',
  township: '乡镇',
  village: '村',
};

/** System, security and audit administrator are three people, and none of them works in the register. */
export function assertApart(role: Role, held: readonly Role[]): void {
  const isAdministrator = ADMINISTRATORS.includes(role);
  const against = held.find((other) => (isAdministrator ? other !== role : ADMINISTRATORS.includes(other)));
  if (against !== undefined)
    throw new Problem('roles-apart', { role: ROLES[role].en, roleZh: ROLES[role].zh });
}

export function assertLevel(role: Role, levels: readonly RegionLevel[]): void {
  const allowed: readonly RegionLevel[] = ROLES[role].levels;
  const [level = 'country'] = levels;
  if (!levels.some((one) => allowed.includes(one)))
    throw new Problem('role-level', { level, levelZh: LEVEL_NAMES[level] });
}

export function hasDepartment(role: Role): boolean {
  return 'department' in ROLES[role];
}
