import { Problem, isWithin, regionCode, type RegionCode, type RegionLevel, type Role } from '@mingbai/core';
import {
  endGrant,
  findGrant,
  findNamedRegion,
  insertGrant,
  reachOf,
  type NewGrant,
  type ReadTx,
  type WriteTx,
} from '@mingbai/store';
import type { Call } from '../../frame/context.ts';
import { levelName } from '../session/view.ts';
import { getAccount } from './commands.ts';
import { assertApart, assertLevel, hasDepartment } from './rules.ts';

export interface GrantInput {
  readonly role: Role;
  readonly region: string;
  readonly department?: string | undefined;
}

type AnyCall = Call<unknown, unknown, unknown>;

/** Within the granter's area and never to oneself. Throws `own-grant`, `not-found`, `role-level`, `roles-apart`. */
export async function addGrantOf(call: AnyCall, userId: string, input: GrantInput): Promise<void> {
  if (userId === call.who.userId) throw new Problem('own-grant');
  const region = regionCode(input.region);
  if (!isWithin(region, call.region)) throw new Problem('not-found');
  await call.command({ name: 'grant.add', region, subject: `account:${userId}` }, async (tx) => {
    await getAccount(tx, userId);
    const grant = await insertChecked(tx, { userId, ...input, region });
    return { result: undefined, changes: { ...grant } };
  });
}

/** A grant by the rules that hold for all; whoever may make it has been asked before. */
export async function insertChecked(
  tx: WriteTx,
  input: Omit<GrantInput, 'region'> & { readonly userId: string; readonly region: RegionCode },
): Promise<NewGrant & { readonly id: string }> {
  const { userId, role, region } = input;
  const department = input.department?.trim() || null;
  if (hasDepartment(role) !== (department !== null))
    throw new Problem('invalid-input', { detail: 'department', detailZh: '部门' });
  assertLevel(role, await levelsOf(tx, region));
  // Grants of one account are made one after the other, or two at once could slip past the rule.
  await tx.find('select from mingbai.account where user_id = $1 for update', [userId]);
  const held = await reachOf(tx, userId);
  assertApart(
    role,
    held.map((grant) => grant.role),
  );
  const grant = { userId, role, region, department };
  return { ...grant, id: await insertGrant(tx, grant) };
}

export async function removeGrantOf(call: AnyCall, userId: string, id: string): Promise<void> {
  if (userId === call.who.userId) throw new Problem('own-grant');
  const grant = await call.read((tx) => findGrant(tx, userId, id));
  if (grant === undefined || !isWithin(grant.region, call.region)) throw new Problem('not-found');
  await call.command(
    { name: 'grant.end', region: grant.region, subject: `account:${userId}` },
    async (tx) => {
      if (!(await endGrant(tx, id))) throw new Problem('conflict');
      return {
        result: undefined,
        changes: { id, role: grant.role, region: grant.region, department: grant.department },
      };
    },
  );
}

/** A city without counties (东莞, 中山, 儋州, 嘉峪关) is a county too. */
async function levelsOf(tx: ReadTx, code: RegionCode): Promise<RegionLevel[]> {
  const region = await findNamedRegion(tx, code);
  if (region === undefined) throw new Problem('not-found');
  const level = levelName(region.level);
  if (level !== 'city') return [level];
  const county = await tx.find('select from mingbai.region where parent = $1 and level = 3 limit 1', [code]);
  return county === undefined ? [level, 'county'] : [level];
}
