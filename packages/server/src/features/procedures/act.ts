import { dayInChina, levelOf, Problem, type RegionCode } from '@mingbai/core';
import type { actOnCases as ActContract, CasesActed, openCases as OpenContract } from '@mingbai/core/api';
import { findProcedure } from '@mingbai/policy';
import { actOnCases, lockCases, openCases, type Brought, type OpenOutcome } from '@mingbai/store';
import type { z } from 'zod';
import type { Call } from '../../frame/context.ts';
import { broughtTo, nothingAhead, runProcedure, toolsOf } from './command.ts';
import { procedureLibrary } from './library.ts';
import { startRefused } from './start.ts';

type OpenBody = z.output<NonNullable<typeof OpenContract.body>>;
type ActBody = z.output<NonNullable<typeof ActContract.body>>;

/** Begins a procedure for each subject. */
export async function open(call: Call<unknown, unknown, OpenBody>): Promise<CasesActed> {
  const { body } = call;
  const today = dayInChina(Date.now());
  const loaded = findProcedure(await procedureLibrary(), body.procedure, call.region, today);
  if (loaded === undefined) throw new Problem('not-found');
  const { procedure } = loaded;
  const begins = Object.entries(procedure.actions).filter(([, { from }]) => from.includes('new'));
  const action = body.action ?? (begins.length === 1 ? begins[0]?.[0] : undefined);
  if (action === undefined || !begins.some(([name]) => name === action))
    throw new Problem('invalid-input', { detail: 'action' });
  const openings = body.subjects.map((one) => ({
    ...subjectOf(one, procedure.subject, call.region),
    brought: broughtTo(body, one, 0),
  }));
  if (procedure.begins === 'registered' && openings.some(({ subject }) => subject === null))
    throw new Problem('invalid-input', { detail: 'subjects: household' });
  const list =
    body.list === undefined ? undefined : { name: body.list, region: placeOf(openings, call.region) };
  const tools = await toolsOf(call);
  let ids: readonly string[] = [];
  return runProcedure(call, {
    name: 'procedure.open',
    action,
    key: body.key,
    reason: body.reason,
    about: {
      version: loaded.version,
      list: body.list,
    },
    ahead: nothingAhead,
    take: async (tx): Promise<OpenOutcome> => {
      const condition = (write: typeof tx, subjects: readonly string[]) =>
        startRefused(write, loaded, call.region, today, subjects);
      const outcome = await openCases(tx, call.actor, tools, loaded, action, openings, { list, condition });
      ids = outcome.ids;
      return outcome;
    },
    placeOf: (id) => ids.indexOf(id),
    caseOf: () => null,
  });
}

/** What a case is about: what the procedure is for decides which of the names counts. */
function subjectOf(
  one: OpenBody['subjects'][number],
  noun: 'household' | 'village' | 'county',
  region: RegionCode,
): { subject: string | null; region?: RegionCode | undefined } {
  if (noun !== 'household') return { subject: one.place ?? (levelOf(region) === noun ? region : '0') };
  if (one.household !== undefined) return { subject: one.household };
  const village = one.village ?? (levelOf(region) === 'village' ? region : undefined);
  if (village === undefined) throw new Problem('invalid-input', { detail: 'subjects: household | village' });
  return { subject: null, region: village as RegionCode };
}

/** Where a list belongs: the village of new households, else the caller's own area. */
function placeOf(
  openings: readonly { readonly region?: RegionCode | undefined }[],
  own: RegionCode,
): RegionCode {
  const [first, ...others] = new Set(openings.map(({ region }) => region));
  return first !== undefined && others.length === 0 ? first : own;
}

/** Takes an action on the cases chosen. */
export async function act(call: Call<unknown, unknown, ActBody>): Promise<CasesActed> {
  const { body } = call;
  const chosen = new Map(
    body.cases.map((one): [string, Brought] => [one.id, broughtTo(body, one, one.base)]),
  );
  const places = new Map(body.cases.map(({ id }, place) => [id, place]));
  const tools = await toolsOf(call);
  const [first] = body.cases;
  return runProcedure(call, {
    name: 'procedure.act',
    action: body.action,
    key: body.key,
    reason: body.reason,
    about: body.cases.length === 1 ? {} : { chosen: body.cases.length },
    subject: body.cases.length === 1 && first !== undefined ? `case:${first.id}` : undefined,
    // A list is worth a transaction of its own.
    ...(body.cases.length === 1 ? { repeatable: true as const } : {}),
    ahead: (sql, shared) => lockCases(sql, tools.county, chosen.keys(), shared),
    take: (tx, locked) => actOnCases(tx, call.actor, tools, body.action, chosen, locked),
    placeOf: (id) => places.get(id) ?? 0,
    caseOf: (id) => id,
  });
}
