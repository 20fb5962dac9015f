import type { PoolClient } from 'pg';
import { scopeOf, type RegionCode } from '@mingbai/core';
import type { Statement } from './bundle.ts';
import { PREPARED } from './plans.ts';

/** Who asks, and how far they see. Set for each transaction; row-level security holds them to it. */
export interface Scope {
  readonly region: RegionCode;
  /** Account id; '' for the system itself. */
  readonly user: string;
}

/** What sets the scope of the open transaction, and that what is asked in it is planned once. */
export function scopeStatement({ region, user }: Scope): Statement {
  const { low, high } = scopeOf(region);
  return { ...SCOPE, values: [low, high, user, PREPARED] };
}

export const SCOPE = {
  name: 'scope',
  text: `select set_config('mingbai.low', $1, true), set_config('mingbai.high', $2, true), set_config('mingbai.user', $3, true),
    set_config('plan_cache_mode', $4, true)`,
};

/** The same as text for a plain query, one round trip: codes are digits by type, the account id is quoted. */
export function settingsOf(client: PoolClient, scope: Scope): string {
  const { low, high } = scopeOf(scope.region);
  return (
    `select set_config('mingbai.low', '${BigInt(low)}', true), set_config('mingbai.high', '${BigInt(high)}', true), ` +
    `set_config('mingbai.user', ${client.escapeLiteral(scope.user)}, true)`
  );
}
