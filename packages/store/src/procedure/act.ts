import {
  dayInChina,
  judgeAction,
  type Calendar,
  type CaseEnd,
  type CaseJudgement,
  type CaseRefusal,
  type FoldedCase,
  type ProcedureAction,
  type RegionCode,
  type Role,
  type Votes,
} from '@mingbai/core';
import type { WriteTx } from '../db/tx.ts';
import type { Actor, Evidence } from '../journal/command.ts';
import type { Desk } from '../register/said-columns.ts';
import type { Vault } from '../vault/vault.ts';
import { applyEffects, type Effected } from './effects.ts';
import type { Edition } from './edition.ts';
import { evidenceOf } from './evidence.ts';
import { applicantsRegistered } from './applicants.ts';
import { noticesOf } from '../notice/run.ts';
import { hangOut } from './notice.ts';
import type { NoticeAsked } from '../notice/post.ts';
import { recordActions, type Recorded } from './record.ts';
import { referencesRefused } from './references.ts';
import { openGiven, sealGiven } from './sealed.ts';

/** What was brought to one case. */
export interface Brought {
  /** Day on which it happened. */
  readonly on: string;
  /** How many actions the person had seen. */
  readonly base: number;
  readonly given: Readonly<Record<string, unknown>>;
  readonly evidence: readonly { readonly need: string; readonly id: string }[];
  readonly votes?: Votes | undefined;
  readonly reason?: string | undefined;
  /** Words of the public notice that the action hangs out, where its state carries one. */
  readonly notice?: NoticeAsked | undefined;
}

/** A case that stands somewhere in its procedure, with what is to be done about it. */
export interface Standing {
  readonly case: string;
  readonly edition: Edition;
  readonly folded: FoldedCase;
  readonly noun: 'household' | 'village' | 'county';
  readonly subject: string | null;
  /** The head of the household, or the name of the place. */
  readonly title: string;
  /** The list it goes through its steps with. */
  readonly list: string | null;
  readonly region: RegionCode;
  readonly brought: Brought;
}

/** A decision of the policy that was asked, as the action keeps it. */
export interface KeptJudgement extends CaseJudgement {
  readonly decision: string;
  readonly version: string;
}

/** What taking actions needs besides the transaction. */
export interface Procedures extends Desk {
  readonly vault: Pick<Vault, 'seal' | 'open' | 'find'>;
  readonly calendar: Calendar;
  /** Of a department officer who acts. */
  readonly department?: string | null | undefined;
  /** Asks the decision under `judges` of each case whose action has one. */
  readonly judge?: (
    tx: WriteTx,
    asked: readonly JudgementAsked[],
  ) => Promise<ReadonlyMap<string, KeptJudgement>>;
}

export interface JudgementAsked {
  readonly case: string;
  readonly judges: NonNullable<ProcedureAction['judges']>;
  readonly noun: Standing['noun'];
  readonly subject: string | null;
  readonly region: RegionCode;
  readonly on: string;
  /** Answers that are facts of the decision, by the Chinese name of the fact. */
  readonly facts: Readonly<Record<string, unknown>>;
}

export interface CaseRefused {
  readonly case: string;
  readonly refusal: CaseRefusal;
}

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

export interface ActOutcome {
  readonly accepted: readonly CaseTaken[];
  readonly refused: readonly CaseRefused[];
  /** What the actions rest on, for the journal. */
  readonly evidence: readonly Evidence[];
  /** How often each effect was written; empty: the register is as it was. */
  readonly written: Readonly<Record<string, number>>;
  /** What was done, in the words of the procedure of the first case; null when nothing was. */
  readonly words: { readonly procedure: InBoth; readonly step: InBoth } | null;
  /** What was sent and not waited for. */
  readonly last: Promise<unknown>;
}

interface InBoth {
  readonly zh: string;
  readonly en: string;
}

type Files = Awaited<ReturnType<typeof evidenceOf>>;

interface Accepted extends Effected {
  readonly standing: Standing;
  readonly action: ProcedureAction;
  readonly state: string;
  readonly kept: Readonly<Record<string, unknown>>;
  readonly judgement: KeptJudgement | undefined;
}

/**
 * Takes one action on cases that are locked (or begin with it). Each is judged for itself, and one that is refused keeps
 * no other from going on. `begin` gets those accepted before anything is written, and answers the ones that may go on.
 */
export async function takeAction(
  tx: WriteTx,
  actor: Pick<Actor, 'id' | 'role'>,
  tools: Procedures,
  name: string,
  cases: readonly Standing[],
  begin: (accepted: readonly Standing[]) => Promise<ReadonlySet<string>> = async (accepted) =>
    new Set(accepted.map((one) => one.case)),
): Promise<ActOutcome> {
  const refused: CaseRefused[] = [];
  const files = await evidenceOf(
    tx,
    tools.county,
    cases.flatMap(({ brought }) => brought.evidence),
  );
  const judged = await judge(tx, actor, tools, name, cases, files, refused);
  const going = await begin(judged.map(({ standing }) => standing));
  const accepted = judged.filter((one) => going.has(one.case));
  for (const one of judged)
    if (!going.has(one.case))
      refused.push({ case: one.case, refusal: { code: 'open-already', details: {} } });
  for (const group of byEdition(accepted))
    await applyEffects(tx, tools, group[0]?.action.writes ?? [], group);
  const { taken, written } = recordActions(tx, actor, tools, name, accepted.map(recorded));
  written.catch(() => undefined);
  await hangOut(tx, tools, accepted);
  return {
    accepted: taken,
    refused,
    evidence: restOn(accepted, files),
    words: wordsOf(accepted[0]),
    last: written,
    written: count(accepted.flatMap(({ written }) => written.map((one) => String(one['do'])))),
  };
}

async function judge(
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

function wordsOf(one: Accepted | undefined): ActOutcome['words'] {
  if (one === undefined) return null;
  const { zh, en } = one.standing.edition.procedure;
  return { procedure: { zh, en }, step: { zh: one.action.zh, en: one.action.en } };
}

/** Each file once, in the order in which it was brought. */
function restOn(accepted: readonly Accepted[], files: Files): Evidence[] {
  const ids = new Set(accepted.flatMap(({ standing }) => standing.brought.evidence.map(({ id }) => id)));
  return [...ids].flatMap((id) => {
    const file = files.get(id);
    return file === undefined ? [] : [{ name: `evidence:${id}`, sha256: file.sha256 }];
  });
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

function recorded({ standing, action, state, kept, judgement, written, subject }: Accepted): Recorded {
  return { standing, to: action.to, state, kept, judgement, written, subject };
}

/** Of one text the effects are the same. */
function byEdition(accepted: readonly Accepted[]): Accepted[][] {
  const groups = new Map<string, Accepted[]>();
  for (const one of accepted) {
    const { procedure, version } = one.standing.edition;
    const key = `${procedure.id}/${version}`;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()];
}

function count(names: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}
