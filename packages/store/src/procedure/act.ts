import type { WriteTx } from '../db/tx.ts';
import type { Actor, Evidence } from '../journal/command.ts';
import { applyEffects } from './effects.ts';
import { evidenceOf } from './evidence.ts';
import { judge, type Accepted, type CaseRefused, type Files } from './judge.ts';
import { hangOut } from './notice.ts';
import { recordActions, type CaseTaken, type Recorded } from './record.ts';
import type { Procedures, Standing } from './standing.ts';

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
