import { dayInChina, judgeAction, type CaseRefusal, type ProcedureAction, type Role } from '@mingbai/core';
import type { WriteTx } from '../db/tx.ts';
import type { Actor } from '../journal/command.ts';
import { noticesOf } from '../notice/run.ts';
import { applicantsRegistered } from './applicants.ts';
import type { Effected } from './effects.ts';
import type { evidenceOf } from './evidence.ts';
import { referencesRefused } from './references.ts';
import { openGiven, sealGiven } from './sealed.ts';
import type { JudgementAsked, KeptJudgement, Procedures, Standing } from './standing.ts';

export interface CaseRefused {
  readonly case: string;
  readonly refusal: CaseRefusal;
}

/** What was brought, by the ids of the files. */
export type Files = Awaited<ReturnType<typeof evidenceOf>>;

/** A case whose action is accepted, with what is to be written of it. */
export interface Accepted extends Effected {
  readonly standing: Standing;
  readonly action: ProcedureAction;
  readonly state: string;
  readonly kept: Readonly<Record<string, unknown>>;
  readonly judgement: KeptJudgement | undefined;
}

/** Judges one action on each of the cases; the refusals are added to `refused`. */
export async function judge(
  tx: WriteTx,
  actor: Pick<Actor, 'id' | 'role'>,
  tools: Procedures,
  name: string,
  cases: readonly Standing[],
  files: Files,
  refused: CaseRefused[],
): Promise<Accepted[]> {
  const today = dayInChina(tx.at.getTime());
  const posted = await noticesFor(tx, tools, name, cases);
  const stray = await referencesRefused(tx, tools.county, name, cases);
  const judgements = await judgementsFor(tx, tools, name, cases);
  const registered = await registeredMeanwhile(tx, tools, name, cases);
  return cases.flatMap((standing): Accepted[] => {
    const { brought, folded } = standing;
    const { procedure } = standing.edition;
    const refuse = (refusal: CaseRefusal): Accepted[] => {
      refused.push({ case: standing.case, refusal });
      return [];
    };
    const gone = brought.evidence.find(({ id }) => !files.has(id));
    const outcome = judgeAction(
      procedure,
      folded,
      {
        ...brought,
        action: name,
        role: actor.role as Role,
        actor: actor.id,
        department: tools.department,
        evidence: brought.evidence.map((one) => ({ ...one, ...kindOf(files.get(one.id)) })),
      },
      {
        today,
        now: tx.at.toISOString(),
        calendar: tools.calendar,
        notice: posted.get(standing.case),
        judgement: judgements.get(standing.case),
        registered: standing.subject !== null,
      },
    );
    if (!outcome.accepted) return refuse(outcome.refusal);
    if (gone !== undefined) return refuse(fileGone(gone.id));
    const wrong = stray.get(standing.case) ?? registered.get(standing.case);
    if (wrong !== undefined) return refuse(wrong);
    const action = procedure.actions[name];
    if (action === undefined) return [];
    const kept = sealGiven(action.form, outcome.given, tools.vault);
    const writes = action.writes.length > 0;
    return [
      {
        case: standing.case,
        noun: standing.noun,
        subject: standing.subject,
        region: standing.region,
        on: brought.on,
        given: writes ? openAll(standing, outcome.given, tools) : {},
        written: [],
        standing,
        action,
        state: outcome.state,
        kept,
        judgement: judgements.get(standing.case),
      },
    ];
  });
}

/** All answers of the case: those kept, opened, and the new ones. */
function openAll(
  { edition, folded }: Standing,
  given: Readonly<Record<string, unknown>>,
  { vault }: Procedures,
): Record<string, unknown> {
  const forms = Object.values(edition.procedure.actions).flatMap(({ form }) => form);
  const fields = new Map(forms.map(({ key, field }) => [key, field]));
  return { ...openGiven(folded.given, fields, vault), ...given };
}

/** A family that comes into the register by this action, and has come into it another way since it applied. */
function registeredMeanwhile(
  tx: WriteTx,
  tools: Procedures,
  name: string,
  cases: readonly Standing[],
): ReturnType<typeof applicantsRegistered> {
  const entering = cases.filter(
    ({ subject, edition }) =>
      subject === null &&
      edition.procedure.actions[name]?.writes.some((effect) => effect.do === 'household.open') === true,
  );
  const families = entering.map((one) => ({ key: one.case, given: openAll(one, one.brought.given, tools) }));
  return applicantsRegistered(tx, tools, families);
}

/** Asked for where an action waits for a notice, and not elsewhere. */
async function noticesFor(tx: WriteTx, { county }: Procedures, name: string, cases: readonly Standing[]) {
  const waiting = cases.filter(({ edition }) => edition.procedure.actions[name]?.afterNotice === true);
  return noticesOf(
    tx,
    county,
    waiting.map((one) => one.case),
  );
}

async function judgementsFor(
  tx: WriteTx,
  { judge: ask }: Procedures,
  name: string,
  cases: readonly Standing[],
): Promise<ReadonlyMap<string, KeptJudgement>> {
  const asked = cases.flatMap(
    ({ case: id, edition, folded, noun, subject, region, brought }): JudgementAsked[] => {
      const action = edition.procedure.actions[name];
      if (action?.judges === undefined) return [];
      const given = { ...folded.given, ...brought.given };
      const questions = Object.values(edition.procedure.actions).flatMap(({ form }) => form);
      const facts = questions.flatMap(({ key, fact }) =>
        fact === undefined || given[key] === undefined ? [] : [[fact, given[key]] as const],
      );
      const { on } = brought;
      return [
        { case: id, judges: action.judges, noun, subject, region, on, facts: Object.fromEntries(facts) },
      ];
    },
  );
  return asked.length === 0 || ask === undefined ? new Map() : ask(tx, asked);
}

function kindOf(file: { readonly kind: string } | undefined) {
  const kind = KINDS.find((one) => one === file?.kind);
  return kind === undefined ? {} : { kind };
}
const KINDS = ['photo', 'film', 'scan', 'signature', 'document'] as const;

function fileGone(id: string): CaseRefusal {
  const detail = `evidence ${id}: no such file`;
  return { code: 'form', details: { detail, detailZh: `佐证材料 ${id} 不存在或尚未传完` } };
}
