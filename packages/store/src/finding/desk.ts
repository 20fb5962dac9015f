import type { RegionCode, Role } from '@mingbai/core';
import type { FindingFilter } from '@mingbai/core/api';
import type { KeepTx, ReadTx } from '../db/tx.ts';
import { Params } from '../register/params.ts';
import type { Area } from '../register/read-area.ts';
import { DUE, findingConditions, mine, type Looker } from './filter.ts';

export interface DeskCounts {
  readonly mine: number;
  readonly overdue: number;
  readonly week: number;
  readonly proposed: number;
  readonly mended: number;
  readonly open: number;
  readonly since: Date | null;
  readonly opened: number;
  readonly closed: number;
}

/** By place, rule, person: not by where a finding stands, which is what the desk counts. */
type Among = Omit<FindingFilter, 'state' | 'due' | 'mine' | 'since'>;

/** What waits for somebody among those of a filter, and what is new since they last said `seen`. */
export async function countDesk(
  tx: ReadTx,
  area: Area,
  looker: Looker,
  among: Among = {},
): Promise<DeskCounts> {
  const seen = await tx.find<{ at: Date }>(
    'select seen_at as at from mingbai.finding_seen where user_id = $1 and region = $2',
    [looker.user, looker.region],
  );
  const params = new Params();
  const here = findingConditions(among, area, looker, params).join(' and ');
  const many = (condition: string) => `(count(*) filter (where ${condition}))::integer`;
  const open = await tx.find<Omit<DeskCounts, 'since' | 'opened' | 'closed'>>(
    `select ${many(mine(looker, params))} as mine, ${many(DUE.overdue)} as overdue, ${many(`${DUE.today} or ${DUE.week}`)} as week,
       ${many(`f.state = 'proposed'`)} as proposed, ${many(`f.state = 'mended'`)} as mended, count(*)::integer as open
     from mingbai.finding f where ${here}`,
    params.values,
  );
  const news = seen === undefined ? undefined : await since(tx, area, looker, among, seen.at);
  return {
    ...(open ?? { mine: 0, overdue: 0, week: 0, proposed: 0, mended: 0, open: 0 }),
    since: seen?.at ?? null,
    opened: news?.opened ?? 0,
    closed: news?.closed ?? 0,
  };
}

async function since(
  tx: ReadTx,
  area: Area,
  looker: Looker,
  among: Among,
  at: Date,
): Promise<{ opened: number; closed: number } | undefined> {
  const params = new Params();
  const moment = params.add(at, 'timestamptz');
  const those = (filter: FindingFilter) => findingConditions(filter, area, looker, params).join(' and ');
  return tx.find(
    `select (select count(*)::integer from mingbai.finding f where ${those(among)} and f.opened_at >= ${moment}) as opened,
       (select count(*)::integer from mingbai.finding f
        where ${those({ ...among, state: 'closed' })} and f.changed_at >= ${moment}) as closed`,
    params.values,
  );
}

export async function markSeen(tx: KeepTx, user: string, region: RegionCode): Promise<Date> {
  const row = await tx.find<{ at: Date }>(
    `insert into mingbai.finding_seen values ($1, $2, now()) on conflict (user_id, region) do update set seen_at = now()
     returning seen_at as at`,
    [user, region],
  );
  if (row === undefined) throw new Error('insert gave no row');
  return row.at;
}

export interface Colleague {
  readonly user: string;
  readonly name: string;
  readonly role: Role;
  readonly region: RegionCode;
  readonly region_name: string | null;
}

/** Who works in the scope, by place and name. */
export function listColleagues(tx: ReadTx): Promise<Colleague[]> {
  return tx.rows<Colleague>(
    `select c.user_id as "user", c.name, c.role, lpad(c.region::text, 12, '0') as region, r.name as region_name
     from mingbai.colleagues() c
     left join mingbai.region r on r.code = c.region and current_date >= r.valid_from and current_date < r.valid_to
     order by c.region, c.name, c.user_id`,
  );
}
