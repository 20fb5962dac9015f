import { Problem, isWithin, levelOf, regionCode } from '@mingbai/core';
import { getSetup, runSetup, setupRegions } from '@mingbai/core/api';
import { openRegionCatalogue } from '@mingbai/store';
import { oneTimePassword } from '../../auth/credentials.ts';
import { implementPublic } from '../../frame/implement.ts';
import { VERSION } from '../../version.ts';
import { HAS_NAME } from '../session/own.ts';
import { founder, install, needsSetup, type FirstAccount } from './install.ts';

export const setupRoutes = [
  implementPublic(getSetup, async ({ services }) => ({
    needed: await needsSetup(services),
    version: VERSION,
  })),
  implementPublic(setupRegions, async ({ query, services }) => {
    if (!(await needsSetup(services))) throw new Problem('already-set-up');
    return regionsUnder(query.under);
  }),
  implementPublic(runSetup, async ({ body, services }) => {
    if (!(await needsSetup(services))) throw new Problem('already-set-up');
    const county = regionCode(body.county);
    const username = body.username.toLowerCase();
    if (!/^[a-z0-9._-]+$/.test(username))
      throw new Problem('invalid-input', { detail: 'user name', detailZh: '用户名' });
    if (body.password.toLowerCase().includes(username)) throw new Problem('password-unfit', HAS_NAME);
    const others = ['security', 'audit'].map((name) => (name === username ? `${name}-admin` : name));
    const base = { region: county, mustChangePassword: true };
    const accounts: FirstAccount[] = [
      {
        ...base,
        username,
        name: body.name,
        password: body.password,
        mustChangePassword: false,
        role: 'system_admin',
      },
      {
        ...base,
        username: others[0] ?? '',
        name: '安全管理员',
        password: oneTimePassword(),
        role: 'security_admin',
      },
      {
        ...base,
        username: others[1] ?? '',
        name: '审计管理员',
        password: oneTimePassword(),
        role: 'audit_admin',
      },
    ];
    await install(services, founder('setup'), county, accounts);
    return {
      accounts: accounts.map(({ username: name, role, password, mustChangePassword }) => ({
        username: name,
        role,
        password: mustChangePassword ? password : null,
      })),
    };
  }),
];

/** One level down: provinces, then cities, then counties. */
function regionsUnder(under: string | undefined) {
  const { upper } = openRegionCatalogue();
  const parent = under === undefined ? undefined : regionCode(under);
  const wanted = parent === undefined ? 'province' : levelOf(parent) === 'province' ? 'city' : 'county';
  const found = upper.filter(
    (region) =>
      region.level === wanted &&
      (parent === undefined || (isWithin(region.code, parent) && region.code !== parent)),
  );
  // A city without counties stands for itself.
  const self =
    wanted === 'county' && found.length === 0
      ? upper.filter((region) => region.code === parent && region.level === 'county')
      : [];
  return [...found, ...self].map(({ code, name, level }) => ({ code, name, level }));
}
