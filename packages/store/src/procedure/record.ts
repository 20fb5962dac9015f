import { dueOf, rolesAt, stepCase, type FoldedCase, type Role } from '@mingbai/core';
import type { WriteTx } from '../db/tx.ts';
import type { Actor } from '../journal/command.ts';
import type { CaseTaken, KeptJudgement, Procedures, Standing } from './act.ts';

/** An accepted action with all that is kept of it. */
export interface Recorded {
  readonly standing: Standing;
  readonly to: string;
  readonly state: string;
  /** Answers, sealed where they must be. */
  readonly kept: Readonly<Record<string, unknown>>;
  readonly judgement: KeptJudgement | undefined;
  readonly written: readonly Record<string, unknown>[];
  readonly subject: string | null;
}

/** Appends the actions and sets the rows of their cases to what they fold to: one statement, however many, sent and not waited for. */
export function recordActions(
  tx: WriteTx,
  actor: Pick<Actor, 'id' | 'role'>,
  { county, calendar }: Procedures,
  action: string,
  recorded: readonly Recorded[],
): { readonly taken: CaseTaken[]; readonly written: Promise<unknown> } {
  if (recorded.length === 0) return { taken: [], written: Promise.resolve() };
  const rows = recorded.map((one) => {
    const { standing, kept } = one;
    const { procedure } = standing.edition;
    const { on, evidence, votes, reason } = standing.brought;
    const n = standing.folded.n + 1;
    const taken = { n, action, on, at: tx.at.toISOString(), actor: actor.id, role: actor.role as Role };
    const folded = stepCase(procedure, standing.folded, { ...taken, given: kept, evidence });
    const due = dueOf(procedure, folded, calendar);
    return {
      case: standing.case,
      n,
      region: standing.region,
      state: folded.state,
      on,
      reason: reason ?? null,
      votes: votes ?? null,
      given: kept,
      evidence,
      judgement: one.judgement ?? null,
      written: one.written,
      ended: folded.ended,
      since: folded.since ?? on,
      deadline: due?.deadline ?? null,
      due: due?.due ?? 'infinity',
      roles: rolesOf(procedure, folded),
      escalated: due?.escalated ?? [],
      subject: one.subject,
    };
  });
  const ids = rows.map((row) => row.case);
  const written = tx.run(
    WRITE,
    [county, tx.entry, actor.id, actor.role, action, JSON.stringify(rows), ids],
    'procedure-record',
  );
  const taken = rows.map(({ case: id, n, state, ended, subject }) => ({
    case: id,
    n,
    state,
    ended,
    subject,
  }));
  return { taken, written };
}

function rolesOf(procedure: Standing['edition']['procedure'], { state, ended }: FoldedCase): Role[] {
  return ended === null ? rolesAt(procedure, state) : [];
}

/** Ids beside the rows: by them the cases are looked up, however little the planner knows of the tables. */
const WRITE = `with s as materialized (select * from jsonb_to_recordset($6::jsonb) as s("case" bigint, n integer, region bigint, state text,
      "on" date, reason text, votes jsonb, given jsonb, evidence jsonb, judgement jsonb, written jsonb, ended text, since date,
      deadline text, due date, roles text[], escalated text[], subject bigint)),
    acted as (insert into mingbai.procedure_action (county, "case", n, region, action, state, "on", at, actor, role, reason, votes, given,
        evidence, judgement, written, entry)
      select $1::integer, "case", n, region, $5::text, state, "on", now(), $3::text, $4::text, reason, votes, given, evidence, judgement,
        written, $2::bigint from s)
    update mingbai.procedure_case c set state = s.state, ended = s.ended, since = s.since, deadline = s.deadline, due = s.due,
      roles = s.roles, escalated = s.escalated, actions = s.n, changed_at = now(), entry = $2::bigint,
      subject_id = coalesce(c.subject_id, s.subject)
    from s where c.county = $1::integer and c.id = any($7::bigint[]) and c.id = s."case"`;
