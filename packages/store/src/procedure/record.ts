import { dueOf, rolesAt, stepCase, type CaseEnd, type FoldedCase, type Role } from '@mingbai/core';
import type { WriteTx } from '../db/tx.ts';
import type { Actor } from '../journal/command.ts';
import type { Edition } from './edition.ts';
import type { KeptJudgement, Procedures, Standing } from './standing.ts';

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

/** What an accepted action made of its case. */
export interface CaseTaken {
  readonly case: string;
  readonly edition: Edition;
  readonly title: string;
  readonly list: string | null;
  /** The number of the action. */
  readonly n: number;
  readonly state: string;
  readonly ended: CaseEnd | null;
  readonly subject: string | null;
}

/**
 * Appends the actions and sets the rows of their cases to what they fold to: a statement a case, so that its plan is a
 * plain one, all in one message, sent and not waited for.
 */
export function recordActions(
  tx: WriteTx,
  actor: Pick<Actor, 'id' | 'role'>,
  { county, calendar }: Procedures,
  action: string,
  recorded: readonly Recorded[],
): { readonly taken: CaseTaken[]; readonly written: Promise<unknown> } {
  const at = tx.at.toISOString();
  const role = actor.role as Role;
  const statements: Promise<number>[] = [];
  const taken = recorded.map(({ standing, state, kept, judgement, written, subject }): CaseTaken => {
    const { edition, title, list } = standing;
    const { procedure } = edition;
    const { on, evidence, votes, reason } = standing.brought;
    const n = standing.folded.n + 1;
    const step = { n, action, on, at, actor: actor.id, role, given: kept, evidence };
    const folded = stepCase(procedure, standing.folded, step);
    const due = dueOf(procedure, folded, calendar);
    const line = [county, standing.case, n, standing.region, action, folded.state, on, actor.id, role];
    const brought = [votes, kept, evidence, judgement, written].map((one) => JSON.stringify(one));
    const row = [
      tx.entry,
      folded.ended,
      folded.since ?? on,
      due?.deadline,
      due?.due ?? 'infinity',
      rolesOf(procedure, folded),
      due?.escalated ?? [],
      subject,
    ];
    statements.push(tx.run(RECORD, [...line, reason, ...brought, ...row], 'procedure-record'));
    return { case: standing.case, edition, title, list, n, state, ended: folded.ended, subject };
  });
  return { taken, written: Promise.all(statements) };
}

function rolesOf(procedure: Standing['edition']['procedure'], { state, ended }: FoldedCase): Role[] {
  return ended === null ? rolesAt(procedure, state) : [];
}

const RECORD = `with line as (
    insert into mingbai.procedure_action (county, "case", n, region, action, state, "on", at, actor, role, reason, votes, given, evidence,
      judgement, written, entry)
    values ($1, $2, $3, $4, $5, $6, $7, now(), $8, $9, $10, $11, $12, $13, $14, $15, $16))
  update mingbai.procedure_case set state = $6, ended = $17::mingbai.case_end, since = $18, deadline = $19, due = $20, roles = $21, escalated = $22,
    actions = $3, changed_at = now(), entry = $16, subject_id = coalesce(subject_id, $23),
    applicants = case when $17::mingbai.case_end is null then applicants end
  where county = $1 and id = $2`;
