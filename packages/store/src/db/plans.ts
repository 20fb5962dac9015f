import type { Ask, Statement } from './bundle.ts';

/**
 * What is prepared is planned once, for any values: its statements are written so that one plan is right for all,
 * and planning one costs more than answering it. Left to itself the planner often judges otherwise.
 */
export type Plans = typeof PREPARED | 'auto';
export const PREPARED = 'force_generic_plan';

export function plansFor({ name }: Statement): Plans {
  return name === undefined ? 'auto' : PREPARED;
}

/** Says so wherever the next statement is to be planned otherwise than the one before; `plans` holds at first. */
export function planned(ask: Ask, plans: Plans): Ask {
  let now = plans;
  return (statement) => {
    const wanted = plansFor(statement);
    // Should it fail, so does the question behind it.
    if (wanted !== now) ask({ ...PLAN_BY, values: [wanted] }).catch(() => undefined);
    now = wanted;
    return ask(statement);
  };
}

const PLAN_BY = { name: 'plan-by', text: `select set_config('plan_cache_mode', $1, true)` };
