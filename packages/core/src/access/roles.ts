/**
 * Who may do what. A grant binds a user to one role in one region (and a department where the role has one);
 * a person with several grants wears one hat at a time. The three administrators are kept apart (GB/T 22239
 * level 3): the system administrator makes accounts, the security administrator gives them roles and
 * regions, the audit administrator reads what both did. None of the three sees the register.
 */
export type Permission =
  | 'picture.read'
  | 'register.read'
  | 'register.reveal'
  | 'register.correct'
  | 'register.export'
  | 'paper.print'
  | 'import.run'
  | 'evidence.read'
  | 'evidence.write'
  | 'finding.read'
  | 'finding.work'
  | 'finding.decide'
  | 'rule.run'
  | 'procedure.read'
  | 'procedure.act'
  | 'notice.work'
  | 'policy.try'
  | 'policy.write'
  | 'policy.publish'
  | 'policy.decide'
  | 'user.read'
  | 'user.write'
  | 'grant.write'
  | 'session.revoke'
  | 'journal.read'
  | 'region.write';

export interface RoleText {
  readonly zh: string;
  readonly en: string;
  readonly permissions: readonly Permission[];
  /** Levels at which the role may be bound. */
  readonly levels: readonly ('country' | 'province' | 'city' | 'county' | 'township' | 'village')[];
  readonly department?: true;
}

const ABOVE = ['country', 'province', 'city', 'county'] as const;

export const ROLES = {
  county_clerk: {
    zh: '县级业务员',
    en: 'County office clerk',
    levels: ['county'],
    permissions: [
      'procedure.read',
      'procedure.act',
      'notice.work',
      'evidence.read',
      'evidence.write',
      'picture.read',
      'register.read',
      'register.reveal',
      'register.correct',
      'register.export',
      'paper.print',
      'import.run',
      'finding.read',
      'finding.work',
      'finding.decide',
      'rule.run',
      'policy.try',
      'policy.write',
      'policy.publish',
      'policy.decide',
      'region.write',
    ],
  },
  /** Writes policy for a province, a city or the country, whose rules hold below where nothing nearer does. */
  policy_clerk: {
    zh: '政策业务员',
    en: 'Policy clerk',
    levels: [...ABOVE],
    permissions: [
      'picture.read',
      'register.read',
      'finding.read',
      'policy.try',
      'policy.write',
      'policy.publish',
    ],
  },
  township_reviewer: {
    zh: '乡镇审核员',
    en: 'Township reviewer',
    levels: ['township'],
    permissions: [
      'procedure.read',
      'procedure.act',
      'notice.work',
      'evidence.read',
      'evidence.write',
      'picture.read',
      'register.read',
      'register.reveal',
      'register.correct',
      'register.export',
      'paper.print',
      'import.run',
      'finding.read',
      'finding.work',
      'finding.decide',
      'policy.decide',
    ],
  },
  village_worker: {
    zh: '驻村工作队员',
    en: 'Village team member',
    levels: ['village'],
    permissions: [
      'procedure.read',
      'procedure.act',
      'notice.work',
      'evidence.read',
      'evidence.write',
      'picture.read',
      'register.read',
      'register.reveal',
      'register.correct',
      'paper.print',
      'finding.read',
      'finding.work',
    ],
  },
  department_officer: {
    zh: '部门专干',
    en: 'Department officer',
    levels: ['county', 'township'],
    department: true,
    permissions: ['procedure.read', 'procedure.act', 'picture.read', 'register.read', 'finding.read'],
  },
  leader: {
    zh: '领导',
    en: 'Leader',
    levels: [...ABOVE, 'township'],
    permissions: [
      'procedure.read',
      'evidence.read',
      'picture.read',
      'register.read',
      'finding.read',
      'policy.try',
      'policy.publish',
    ],
  },
  evaluator: {
    zh: '评估员',
    en: 'Evaluator',
    levels: [...ABOVE, 'township', 'village'],
    permissions: ['picture.read'],
  },
  auditor: {
    zh: '审计员',
    en: 'Auditor',
    levels: [...ABOVE],
    permissions: [
      'procedure.read',
      'evidence.read',
      'picture.read',
      'register.read',
      'finding.read',
      'journal.read',
    ],
  },
  system_admin: {
    zh: '系统管理员',
    en: 'System administrator',
    levels: [...ABOVE],
    permissions: ['user.read', 'user.write'],
  },
  security_admin: {
    zh: '安全管理员',
    en: 'Security administrator',
    levels: [...ABOVE],
    permissions: ['user.read', 'grant.write', 'session.revoke'],
  },
  audit_admin: {
    zh: '审计管理员',
    en: 'Audit administrator',
    levels: [...ABOVE],
    permissions: ['user.read', 'journal.read'],
  },
} as const satisfies Record<string, RoleText>;

export type Role = keyof typeof ROLES;
export const ROLE_NAMES = Object.keys(ROLES) as Role[];

export function may(role: Role, permission: Permission): boolean {
  return (ROLES[role].permissions as readonly Permission[]).includes(permission);
}
