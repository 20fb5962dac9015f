import { countyOf, dayInChina, type CaseRefusal } from '@mingbai/core';
import type { CasesActed } from '@mingbai/core/api';
import { queueRuleRun } from '@mingbai/policy';
import {
  editionsOf,
  findTaken,
  keyOf,
  runCommandWith,
  Untouched,
  type ActOutcome,
  type Actor,
  type Ahead,
  type Brought,
  type CaseTaken,
  type Done,
  type Edition,
  type Procedures,
  type TakenCase,
  type WriteTx,
} from '@mingbai/store';
import type { Call } from '../../frame/context.ts';
import { judgeCases } from './judge.ts';
import { calendars } from './library.ts';
import { refusalView, stateWords } from './view.ts';

export type AnyCall = Call<unknown, unknown, unknown>;

/** What people bring, as the contract has it; of one case before what is said of all. */
interface Said {
  readonly on?: string | undefined;
  readonly given?: Readonly<Record<string, unknown>> | undefined;
  readonly evidence?: readonly { readonly need: string; readonly id: string }[] | undefined;
  readonly votes?: Brought['votes'];
  readonly reason?: string | undefined;
  readonly notice?: Brought['notice'];
}

export function broughtTo(all: Said, one: Said, base: number): Brought {
  return {
    base,
    on: one.on ?? all.on ?? dayInChina(Date.now()),
    given: { ...all.given, ...one.given },
    evidence: [...(all.evidence ?? []), ...(one.evidence ?? [])],
    votes: one.votes ?? all.votes,
    reason: one.reason ?? all.reason,
    notice: all.notice,
  };
}

export async function toolsOf(call: AnyCall): Promise<Procedures> {
  return { ...(await toolsFor(countyOf(call.region), call.vault)), department: call.hat.department };
}

/** What taking actions in a county needs. */
export async function toolsFor(county: string, vault: Procedures['vault']): Promise<Procedures> {
  const { initialsOf } = await import('@mingbai/core/initials');
  return {
    county,
    vault,
    initialsOf,
    calendar: await calendars(),
    judge: judgeCases,
  };
}

/** Leaves the transaction without the command: an entry about nothing would only hide the others. */
class NothingDone extends Untouched {
  override readonly name = 'NothingDone';
  constructor(readonly refused: readonly Refused[]) {
    super('nothing was changed');
  }
}

interface Refused {
  readonly place: number;
  readonly case: string | null;
  readonly refusal: CaseRefusal;
}

export interface Asked<A> {
  readonly name: 'procedure.open' | 'procedure.act';
  readonly action: string;
  readonly key?: string | undefined;
  readonly reason?: string | undefined;
  /** What people read in the journal besides what is counted. */
  readonly about: Readonly<Record<string, unknown>>;
  /** The one case that it is about. */
  readonly subject?: string | undefined;
  /** It may share a transaction with what others do at the same time. */
  readonly repeatable?: true | undefined;
  readonly ahead: Ahead<A>;
  readonly take: (tx: WriteTx, asked: A) => Promise<ActOutcome & { readonly list?: string | null }>;
  /** The place of a case among those asked for. */
  readonly placeOf: (id: string) => number;
  readonly caseOf: (id: string) => string | null;
}

export const nothingAhead: Ahead<undefined> = () => Promise.resolve(undefined);

/** One press of a button: one command over what was chosen, one entry, and the rules are asked of whom it changed. */
export async function runProcedure<A>(call: AnyCall, asked: Asked<A>): Promise<CasesActed> {
  const county = countyOf(call.region);
  const command = {
    name: asked.name,
    region: call.region,
    quick: true as const,
    ...(asked.repeatable === true ? { repeatable: true as const } : {}),
    ...(asked.subject === undefined ? {} : { subject: asked.subject }),
    ...(asked.reason === undefined ? {} : { reason: asked.reason }),
    ...(asked.key === undefined ? {} : { idempotencyKey: `procedure/${asked.key}` }),
  };
  try {
    const work = async (tx: WriteTx, ahead: A): Promise<Done<Acted>> => {
      const outcome = await asked.take(tx, ahead);
      const refused = outcome.refused.map((one) => ({
        place: asked.placeOf(one.case),
        case: asked.caseOf(one.case),
        refusal: one.refusal,
      }));
      if (outcome.accepted.length === 0) throw new NothingDone(refused);
      const writes = Object.keys(outcome.written).length > 0;
      if (writes) await queueFollowUp(tx, call.actor, call.who.name);
      const [only] = outcome.accepted;
      return {
        result: { accepted: outcome.accepted, refused, writes },
        changes: {
          ...outcome.words,
          ...asked.about,
          action: asked.action,
          accepted: outcome.accepted.length,
          ...(refused.length === 0 ? {} : { refused: countCodes(refused) }),
          cases: outcome.accepted.slice(0, SAID).map((one) => one.case),
          ...(writes ? { written: outcome.written } : {}),
        },
        evidence: outcome.evidence,
        last: outcome.last,
        ...(outcome.list !== undefined && outcome.list !== null
          ? { subject: `case-list:${outcome.list}` }
          : outcome.accepted.length === 1 && only !== undefined
            ? { subject: `case:${only.case}` }
            : {}),
      };
    };
    const done = await runCommandWith(call.database, call.actor, command, asked.ahead, work);
    if (done.repeated) return await repeated(call, county, done.entry);
    if (done.result.writes) call.services.rules?.kick();
    call.services.overdue?.kick(county);
    return await answer(call, county, done.entry, done.result);
  } catch (error) {
    if (!(error instanceof NothingDone)) throw error;
    return answer(call, county, null, { accepted: [], refused: error.refused, writes: false });
  }
}

interface Acted {
  readonly accepted: readonly CaseTaken[];
  readonly refused: readonly Refused[];
  /** Whether the register says something new. */
  readonly writes: boolean;
}

/** Cases named in the entry one by one. */
const SAID = 50;

/** As after an import: in the transaction that changes the register, so that no change goes unasked. */
export async function queueFollowUp(tx: WriteTx, actor: Actor, creatorName: string): Promise<void> {
  await queueRuleRun(tx, {
    county: countyOf(actor.region),
    region: actor.region,
    kind: 'entry',
    cause: tx.entry,
    createdBy: actor.id,
    creatorName,
    role: actor.role,
  });
}

function countCodes(refused: readonly Refused[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { refusal } of refused) counts[refusal.code] = (counts[refusal.code] ?? 0) + 1;
  return counts;
}

async function answer(
  call: AnyCall,
  county: string,
  entry: string | null,
  { accepted, refused }: Acted,
): Promise<CasesActed> {
  const ids = refused.flatMap((one) => one.case ?? []);
  const titles = ids.length === 0 ? undefined : await call.read((tx) => titlesOf(tx, county, ids));
  return {
    entry,
    repeated: false,
    list: accepted[0]?.list ?? null,
    accepted: accepted.map((one) => acceptedView(one, one.edition)),
    refused: refused.map((one) => ({
      place: one.place,
      case: one.case,
      title: titles?.get(one.case ?? '') ?? '',
      ...refusalView(one.refusal),
    })),
  };
}

/** What was done when the key came first, from what was recorded under its entry. */
async function repeated(call: AnyCall, county: string, entry: string): Promise<CasesActed> {
  return call.read(async (tx) => {
    const taken = await findTaken(tx, county, entry);
    const editions = await editionsOf(tx, taken);
    return {
      entry,
      repeated: true,
      list: taken[0]?.list ?? null,
      accepted: taken.map((one) => acceptedView(one, editions.get(keyOf(one)))),
      refused: [],
    };
  });
}

async function titlesOf(
  tx: Parameters<typeof findTaken>[0],
  county: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.rows<{ id: string; title: string }>(
    `select id::text, title from mingbai.procedure_case where county = $1 and id = any($2::bigint[])`,
    [county, ids],
  );
  return new Map(rows.map(({ id, title }) => [id, title]));
}

function acceptedView(
  one: Pick<TakenCase, 'case' | 'title' | 'state' | 'ended' | 'subject'>,
  edition: Edition | undefined,
): CasesActed['accepted'][number] {
  const { case: id, title, state, ended, subject } = one;
  return { case: id, title, state, stateName: stateWords(edition?.procedure, state), ended, subject };
}
