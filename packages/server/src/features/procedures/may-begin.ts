import {
  countyOf,
  dayInChina,
  levelOf,
  Problem,
  questionWords,
  type CaseRefusal,
  type Procedure,
  type RegionCode,
} from '@mingbai/core';
import type { MayBegin, mayBegin as Contract, Standing } from '@mingbai/core/api';
import {
  findDecision,
  plain,
  proceduresOf,
  standingOfHouseholds,
  type DecisionLibrary,
  type LoadedProcedure,
} from '@mingbai/policy';
import type { Json } from '@mingbai/policy-engine';
import { openCasesOf, placesOf, type ReadTx } from '@mingbai/store';
import type { z } from 'zod';
import type { Call } from '../../frame/context.ts';
import { libraryIn } from '../policy/effective.ts';
import { entriesOf } from '../policy/judge.ts';
import { procedureLibrary } from './library.ts';
import { startsRefused } from './start.ts';
import { refusalView, words } from './view.ts';

type Body = z.output<NonNullable<typeof Contract.body>>;

/** Asked before anything is filled in: which procedures can be begun for whom, why not, and how conditions stand. */
export async function mayBegin(call: Call<unknown, unknown, Body>): Promise<MayBegin[]> {
  const { body, region } = call;
  const today = dayInChina(Date.now());
  const here = proceduresOf(await procedureLibrary(), region, today);
  const chosen =
    body.procedure === undefined ? here : here.filter(({ procedure }) => procedure.id === body.procedure);
  if (chosen.length === 0) throw new Problem('not-found');
  const county = countyOf(region);
  const reply: MayBegin[] = [];
  await call.read(async (tx) => {
    for (const noun of ['household', 'village', 'county'] as const) {
      const all = chosen.filter(({ procedure }) => procedure.subject === noun);
      const openings = body.subjects.map(({ household, place }) => {
        if (noun === 'household') return { subject: household ?? null };
        const code = place ?? (household === undefined ? region : undefined);
        return { subject: code !== undefined && levelOf(code as RegionCode) === noun ? code : null };
      });
      const subjects = openings.flatMap(({ subject }) => subject ?? []);
      if (all.length === 0 || subjects.length < openings.length) continue;
      const places = await placesOf(tx, county, noun, openings);
      const seen = subjects.filter((_, place) => places[place] !== undefined);
      const barred = await startsRefused(tx, noun, all, region, today, seen);
      const ids = all.map(({ procedure }) => procedure.id);
      const open = await openCasesOf(tx, county, ids, noun, seen);
      const [only] = all;
      const standing =
        body.procedure === undefined || only === undefined
          ? undefined
          : await standingsOf(tx, only, region, today, seen);
      for (const { procedure } of all)
        for (const [place, subject] of subjects.entries()) {
          const one = open.get(`${procedure.id}/${subject}`) ?? null;
          const refusal: CaseRefusal | undefined =
            places[place] === undefined
              ? { code: 'not-found', details: {} }
              : one === null
                ? barred.get(procedure.id)?.get(subject)
                : { code: 'open-already', details: {} };
          reply.push({
            procedure: procedure.id,
            place,
            title: places[place]?.title ?? '',
            refusal: refusal === undefined ? null : refusalView(refusal),
            case: one,
            standing: standing?.get(subject) ?? [],
          });
        }
    }
  });
  return reply;
}

/** By household: each decision that a step of the procedure asks, by what the register says today. */
async function standingsOf(
  tx: ReadTx,
  loaded: LoadedProcedure,
  region: Call<unknown, unknown, unknown>['region'],
  on: string,
  households: readonly string[],
): Promise<ReadonlyMap<string, Standing[]>> {
  const standing = new Map<string, Standing[]>();
  const { procedure } = loaded;
  if (procedure.subject !== 'household' || households.length === 0) return standing;
  const library: DecisionLibrary = await libraryIn(tx);
  const view = { county: countyOf(region), region, on, parameters: library.parameters };
  for (const action of Object.values(procedure.actions)) {
    const { judges } = action;
    const decision = judges === undefined ? undefined : findDecision(library, judges.decision, region, on);
    if (judges === undefined || decision === undefined || typeof decision === 'string') continue;
    const asked = questionsOf(procedure);
    const later = [...asked].filter(([fact, { type }]) => !loaded.stands.has(fact) && type === 'yes-no');
    const names = later.map(([fact]) => fact);
    const stands = await standingOfHouseholds(tx, library, view, loaded, decision, names, households);
    for (const [id, { decided, facts }] of stands) {
      const result = plain(decided.value, decision.node.item.type);
      const value =
        judges.result === undefined ? result : new Map(Object.entries(Object(result))).get(judges.result);
      const one: Standing = {
        decision: { zh: decision.node.name, en: decision.node.element.label ?? decision.node.name },
        step: words(action),
        holds: judges.must === undefined ? null : value === judges.must,
        facts: [...facts].map(([fact, said]) => {
          const question = asked.get(fact);
          const told = plain(said);
          return {
            ...(question === undefined ? { zh: fact, en: fact } : questionWords(question)),
            value: typeof told === 'object' ? null : told,
          };
        }),
        later:
          decision.model.subject === 'household'
            ? []
            : later.map(([, question]) => ({ ...questionWords(question) })),
        result: entriesOf(listed(result, judges.result)),
      };
      standing.set(id, [...(standing.get(id) ?? []), one]);
    }
  }
  return standing;
}

/** Lists as people read them; whether it holds is said beside it. */
function listed(result: Json, held: string | undefined): Json {
  if (typeof result !== 'object' || result === null || Array.isArray(result)) return result;
  return Object.fromEntries(
    Object.entries(result)
      .filter(([name]) => name !== held)
      .map(([name, each]) => [name, Array.isArray(each) ? each.map(String).join('、') : each]),
  );
}

/** The questions whose answers are facts, by fact: the first that asks. */
function questionsOf({ actions }: Procedure) {
  const questions = new Map<string, Procedure['actions'][string]['form'][number]>();
  for (const { form } of Object.values(actions))
    for (const question of form)
      if (question.fact !== undefined && !questions.has(question.fact))
        questions.set(question.fact, question);
  return questions;
}
