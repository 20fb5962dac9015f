import { readFileSync, writeFileSync } from 'node:fs';
import { ROLES, regionCode, type RegionCode, type Role } from '@mingbai/core';
import { createAccounts, founder, install, type Door, type FirstAccount } from '@mingbai/server';
import { openDemoCases } from './demo-cases.ts';
import { fillCounty } from './demo-county.ts';
import { say } from './output.ts';
import { jsonOf, type Home } from './place/home.ts';

export interface DemoOptions {
  readonly door: Door;
  readonly home: Home;
  readonly keyFile: string;
  readonly appUrl: string;
  readonly scale: number;
  readonly seed: number;
  readonly signal: AbortSignal;
}

const GUSHI = regionCode('411525');

/** For the demo alone, which serves this machine and holds nobody's data. */
const DEMO_PASSWORD = 'mingbai-demo-2026';

interface DemoLogin {
  readonly username: string;
  readonly name: string;
  readonly role: Role;
  readonly region: RegionCode;
  readonly where: string;
  readonly department?: string;
}

const LOGINS: readonly DemoLogin[] = [
  { username: 'clerk', name: '陈业务', role: 'county_clerk', region: GUSHI, where: '固始县' },
  {
    username: 'town1',
    name: '李审核',
    role: 'township_reviewer',
    region: regionCode('411525101'),
    where: '陈淋子镇',
  },
  {
    username: 'town2',
    name: '王审核',
    role: 'township_reviewer',
    region: regionCode('411525102'),
    where: '黎集镇',
  },
  {
    username: 'village',
    name: '张驻村',
    role: 'village_worker',
    region: regionCode('411525101219'),
    where: '孙滩村',
  },
  { username: 'policy', name: '何政策', role: 'policy_clerk', region: GUSHI, where: '固始县' },
  { username: 'leader', name: '刘领导', role: 'leader', region: GUSHI, where: '固始县' },
  {
    username: 'school',
    name: '赵教育',
    role: 'department_officer',
    region: GUSHI,
    where: '固始县',
    department: '教育体育局',
  },
  { username: 'evaluator', name: '孙评估', role: 'evaluator', region: GUSHI, where: '固始县' },
  { username: 'auditor', name: '周审计', role: 'auditor', region: GUSHI, where: '固始县' },
  { username: 'system', name: '吴系统', role: 'system_admin', region: GUSHI, where: '固始县' },
  { username: 'security', name: '郑安全', role: 'security_admin', region: GUSHI, where: '固始县' },
  { username: 'audit', name: '冯监督', role: 'audit_admin', region: GUSHI, where: '固始县' },
];

/** What the start prints. */
export const DEMO_LOGINS = [
  `演示账号（密码均为 ${DEMO_PASSWORD}）· Demo log-ins (password ${DEMO_PASSWORD})`,
  ...LOGINS.map(
    ({ username, role, where }) => `  ${username.padEnd(10)} ${ROLES[role].zh} · ${ROLES[role].en}, ${where}`,
  ),
  '',
].join('\n');

/**
 * The demo county: regions, log-ins, and the generated workbooks through the import that users have. The marker
 * says until the end that it is half-made; a start that finds it so begins anew.
 */
export async function makeDemo(options: DemoOptions): Promise<void> {
  const { door, home } = options;
  say('正在生成演示县（固始县）· Making the demo county (Gushi)');
  mark(home, { done: false, scale: options.scale, seed: options.seed });
  const [administrators, others] = split(LOGINS.map(account));
  await install(door, founder('demo'), GUSHI, administrators);
  await createAccounts(door, founder('demo'), GUSHI, others);
  const { appUrl, keyFile, scale, seed, signal } = options;
  await fillCounty({
    county: GUSHI,
    clerk: 'clerk',
    files: home.files,
    appUrl,
    keyFile,
    scale,
    seed,
    signal,
  });
  if (signal.aborted) return;
  await openDemoCases({ county: GUSHI, files: home.files, appUrl, keyFile, seed });
  mark(home, { done: true, scale: options.scale, seed: options.seed });
}

function account({ username, name, role, region, department }: DemoLogin): FirstAccount {
  const login = { username, name, role, region, password: DEMO_PASSWORD, mustChangePassword: false };
  return department === undefined ? login : { ...login, department };
}

/** The three administrators come with the installation, as they do for everybody. */
function split(accounts: readonly FirstAccount[]): [FirstAccount[], FirstAccount[]] {
  const isAdministrator = ({ role }: FirstAccount): boolean => role.endsWith('_admin');
  return [accounts.filter(isAdministrator), accounts.filter((one) => !isAdministrator(one))];
}

interface Marker {
  readonly done: boolean;
  readonly scale: number;
  readonly seed: number;
}

function mark(home: Home, marker: Marker): void {
  writeFileSync(home.demo, `${JSON.stringify(marker)}\n`);
}

function readMarker(home: Home): Partial<Marker> | undefined {
  try {
    return (jsonOf(readFileSync(home.demo, 'utf8')) ?? {}) as Partial<Marker>;
  } catch {
    return undefined;
  }
}

export function isDemo(home: Home): boolean {
  return readMarker(home)?.done === true;
}

export function isDemoHalfMade(home: Home): boolean {
  const marker = readMarker(home);
  return marker !== undefined && marker.done !== true;
}
