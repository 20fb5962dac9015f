import type { FindingState } from '@mingbai/core';
import type { ReadTx } from '../db/tx.ts';

/** A case that a finding speaks of: late, or objected to. */
export interface CaseOfFinding {
  readonly id: string;
  readonly title: string;
  readonly procedure: string;
  readonly version: string;
  readonly state: string;
  readonly ended: string | null;
}

/** A finding that speaks of a case. */
export interface FindingOfCase {
  readonly id: string;
  readonly state: FindingState;
  readonly source: string;
  readonly facts: Readonly<Record<string, unknown>>;
  readonly message_zh: string | null;
  readonly message_en: string | null;
}

/** Cases named by the facts of a finding, as far as they are in sight. */
export function casesOfFinding(
  tx: ReadTx,
  county: string,
  facts: Readonly<Record<string, unknown>>,
): Promise<(CaseOfFinding & { [column: string]: unknown })[]> {
  const named = facts['cases'];
  const ids = (Array.isArray(named) ? named.map(String) : []).filter((id) => /^\d{1,19}$/.test(id));
  if (ids.length === 0) return Promise.resolve([]);
  return tx.rows(
    `select id::text, title, procedure, version, state, ended::text from mingbai.procedure_case
     where county = $1 and id = any($2::bigint[]) order by id`,
    [county, ids],
  );
}

/** What is found about a case: that it is late, that somebody objects; open ones first. */
export function findingsOfCase(
  tx: ReadTx,
  county: string,
  one: {
    readonly id: string;
    readonly noun: string;
    readonly subject: string | null;
    readonly region: string;
  },
): Promise<(FindingOfCase & { [column: string]: unknown })[]> {
  const household = one.noun === 'household' && one.subject !== null;
  return tx.rows(
    `select f.id::text, f.state, f.source, f.facts, x.message_zh, x.message_en from mingbai.finding f
     left join mingbai.finding_rule x on x.rule = f.rule and x.version = f.rule_version
     where f.county = $1 and f.noun = $2 and f.subject_id = $3::bigint and f.source in ('procedure', 'objection')
       and f.facts -> 'cases' @> to_jsonb($4::text)
     order by f.state in ('dismissed', 'closed'), f.id desc`,
    [county, household ? 'household' : 'village', household ? one.subject : one.region, one.id],
  );
}
