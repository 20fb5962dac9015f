import type { CaseFilter } from '@mingbai/core/api';
import { pick } from '../../app/address.ts';
import { CASE_FILTERS, type CASE_KEYS, type CASE_VIEWS } from './searchKeys.ts';

type Address = { readonly [K in (typeof CASE_KEYS)[number]]?: string | undefined };

/**
 * The filter that an address asks. A list begins with what waits for who looks, if they can act at all, until
 * the address says whose: `mine`, `all`, `ended`, or those of one list, household or role.
 */
export function askedCases(search: Address, view: (typeof CASE_VIEWS)[number], mayAct: boolean): CaseFilter {
  const filter = pick(search, CASE_FILTERS) as CaseFilter;
  const said = [search.mine, search.all, search.ended, search.list, search.household, search.role];
  return view === 'list' && mayAct && said.every((one) => one === undefined)
    ? { ...filter, mine: 'true' }
    : filter;
}
