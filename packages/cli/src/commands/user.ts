import { Problem, ROLES, ROLE_NAMES, type Role } from '@mingbai/core';
import {
  allAccounts,
  createAccounts,
  grantTo,
  oneTimePassword,
  resetPasswordOfName,
  shellActor,
} from '@mingbai/server';
import { Argument, Option, type Command } from 'commander';
import { regionOf } from '../asked.ts';
import { answer } from '../output.ts';
import { withDoor } from '../place/door.ts';
import { HOME, JSON_FLAG, type Common } from './options.ts';

const ROLE = new Argument('<role>', 'role · 角色').choices(ROLE_NAMES);

export function addUser(program: Command): void {
  const user = program.command('user').description('accounts · 账号');
  user
    .command('create <username>')
    .description('new account with a one-time password · 新建账号')
    .requiredOption('--name <name>', 'the person · 姓名')
    .addOption(new Option('--role <role>', 'role · 角色').choices(ROLE_NAMES).makeOptionMandatory())
    .option('--region <code>', 'region of the role: 2 to 12 digits, the county unless told · 区划代码')
    .option('--department <name>', 'for a department officer · 部门')
    .option(...HOME)
    .option(...JSON_FLAG)
    .action(create);
  user
    .command('reset-password <username>')
    .description('new one-time password; ends lock, second factor and sessions · 重置密码')
    .option(...HOME)
    .option(...JSON_FLAG)
    .action(reset);
  user
    .command('list')
    .description('accounts and their roles · 账号列表')
    .option(...HOME)
    .option(...JSON_FLAG)
    .action(list);
  user
    .command('grant <username>')
    .description('give a role in a region · 授权')
    .addArgument(ROLE)
    .argument('<region>', 'region code of 2 to 12 digits · 区划代码')
    .option('--department <name>', 'for a department officer · 部门')
    .option(...HOME)
    .option(...JSON_FLAG)
    .action(grant);
}

interface CreateOptions extends Common {
  readonly name: string;
  readonly role: Role;
  readonly region?: string;
  readonly department?: string;
}

async function create(given: string, options: CreateOptions): Promise<void> {
  const username = given.toLowerCase();
  if (!/^[a-z0-9._-]{2,40}$/.test(username))
    throw new Problem('invalid-input', { detail: '<username> [a-z0-9._-]{2,40}' });
  const { name, role, department } = options;
  const done = await withDoor(options.home, async (door, county) => {
    const region = options.region === undefined ? county : regionOf(options.region);
    const password = oneTimePassword();
    await createAccounts(door, shellActor(), county, [
      {
        username,
        name,
        password,
        mustChangePassword: true,
        role,
        region,
        ...(department === undefined ? {} : { department }),
      },
    ]);
    return { username, role, region, password };
  });
  answer(
    done,
    options.json,
    (one) =>
      `${one.username} ${ROLES[one.role].zh} ${one.region}\n一次性密码 One-time password: ${one.password}`,
  );
}

async function reset(username: string, options: Common): Promise<void> {
  const password = await withDoor(options.home, (door) => resetPasswordOfName(door, username));
  answer({ username, password }, options.json, (one) => `一次性密码 One-time password: ${one.password}`);
}

async function list(options: Common): Promise<void> {
  const accounts = await withDoor(options.home, (door) => allAccounts(door));
  answer(accounts, options.json, (all) =>
    all
      .map((one) => {
        const roles = one.grants.map((grant) => `${ROLES[grant.role].zh}@${grant.regionName}`).join('、');
        return `${one.username}\t${one.name}\t${roles || '—'}${one.disabled ? '\t停用 disabled' : ''}`;
      })
      .join('\n'),
  );
}

async function grant(
  username: string,
  role: Role,
  region: string,
  options: Common & { department?: string },
): Promise<void> {
  const given = { username, role, region: regionOf(region, '<region>'), department: options.department };
  await withDoor(options.home, (door) => grantTo(door, given));
  answer(given, options.json, (one) => `${one.username} ${ROLES[one.role].zh} ${one.region}`);
}
