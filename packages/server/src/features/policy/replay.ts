import { countyOf, Problem, type RegionCode } from '@mingbai/core';
import type { DecisionMade, DecisionReplay } from '@mingbai/core/api';
import {
  decideAgain,
  decideAsBelieved,
  type Decided,
  decideThese,
  findDecision,
  type PastDecision,
  plain,
  recordOf,
  type RecordedDecision,
  rulesOf,
} from '@mingbai/policy';
import { findText, type ReadTx, type StoredDecision } from '@mingbai/store';
import type { Json } from '@mingbai/policy-engine';
import { libraryIn } from './effective.ts';
import { entriesOf } from './judge.ts';
import { todayInChina } from './library-routes.ts';

export function madeView(made: StoredDecision): DecisionMade {
  return {
    id: made.id,
    decision: made.decision,
    person: made.person === null ? null : { id: made.person, name: made.person_name },
    version: made.version,
    on: made.on_day,
    result: entriesOf(made.result as Json),
    note: made.note,
    maker: made.maker_name,
    at: made.made_at.toISOString(),
    entry: made.entry,
  };
}

/** The past decision by its own rules on what was kept and on what was believed then, beside today's answer. */
export async function replay(tx: ReadTx, made: StoredDecision): Promise<DecisionReplay> {
  const library = await libraryIn(tx);
  const stored = await findText(tx, made.version);
  if (stored === undefined) throw new Problem('not-found');
  const kept = {
    facts: made.facts as RecordedDecision['facts'],
    figures: made.parameters as RecordedDecision['figures'],
  };
  const past: PastDecision = {
    ...kept,
    decision: made.decision,
    text: stored.text,
    file: stored.file,
    region: made.region,
    on: made.on_day,
  };
  const of = {
    county: countyOf(made.region),
    household: made.household,
    person: made.person,
    at: made.made_at,
  };
  const rules = await rulesOf(library, past);
  const again = rules && decideAgain(library, rules, past);
  const believed = rules && (await decideAsBelieved(tx, library, rules, past, of));
  const now = await today(tx, library, made);
  const factsThen = believed ? recordOf(believed).facts : null;
  const factsNow = now ? recordOf(now).facts : null;
  const names = new Set([...Object.keys(kept.facts), ...Object.keys(factsNow ?? {})]);
  return {
    made: madeView(made),
    region: made.region,
    past: {
      version: made.version,
      on: made.on_day,
      result: entriesOf(made.result as Json),
      sentences: (made.sentences as RecordedDecision['sentences']).map(({ zh, en, depth }) => ({
        zh,
        en,
        depth,
      })),
      parameters: kept.figures.map((figure) => ({ ...figure })),
    },
    same: again !== undefined && sameAs(resultOf(again), made.result as Json),
    believed: believed ? entriesOf(resultOf(believed)) : null,
    now: now ? answerOf(now) : null,
    facts: [...names].map((name) => {
      const [was, is] = [kept.facts[name] ?? null, factsNow?.[name] ?? null];
      return {
        name,
        past: was,
        believed: factsThen?.[name] ?? null,
        now: is,
        changed: now !== undefined && !sameAs(was, is),
      };
    }),
    rulesChanged: now !== undefined && now.decision.model.version !== made.version,
  };
}

/** Today's rules on today's facts; undefined when none holds or the household is gone. */
async function today(
  tx: ReadTx,
  library: Awaited<ReturnType<typeof libraryIn>>,
  made: StoredDecision,
): Promise<Decided | undefined> {
  const on = todayInChina();
  const row = await tx.find<{ region: string }>(
    `select lpad(region::text, 12, '0') as region from mingbai.household where id = $1`,
    [made.household],
  );
  if (!row) return undefined;
  const region = row.region as RegionCode;
  const held = findDecision(library, made.decision, region, on);
  if (typeof held === 'string') return undefined;
  const view = { county: countyOf(region), region, on, parameters: library.parameters };
  const found = await decideThese(tx, library, view, made.household, [held]);
  return found?.find(({ person }) => person === made.person)?.decided;
}

function answerOf(decided: Decided): NonNullable<DecisionReplay['now']> {
  const { sentences, figures, result } = recordOf(decided);
  return {
    version: decided.decision.model.version,
    on: decided.on,
    result: entriesOf(result),
    sentences: sentences.map(({ zh, en, depth }) => ({ zh, en, depth })),
    parameters: figures.map((figure) => ({ ...figure })),
  };
}

function resultOf({ value, decision }: Decided): Json {
  return plain(value, decision.node.item.type);
}

/** Whatever the order in which entries were kept. */
function sameAs(one: Json, other: Json): boolean {
  return JSON.stringify(sorted(one)) === JSON.stringify(sorted(other));
}

function sorted(value: Json): Json {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(sorted);
  const entries = Object.entries(value).map(([name, each]): [string, Json] => [name, sorted(each)]);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}
