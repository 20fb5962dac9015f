import { foldCase, levelOf, type CaseRefusal, type RegionCode } from '@mingbai/core';
import type { ReadTx, WriteTx } from '../db/tx.ts';
import type { Actor } from '../journal/command.ts';
import { validOn } from '../region/region.ts';
import { TODAY } from '../register/read-columns.ts';
import { applicantsIn, applicantsRegistered, applicantsWaiting } from './applicants.ts';
import type { Brought, Procedures, Standing } from './standing.ts';
import { takeAction, type ActOutcome } from './act.ts';
import { householdsSeen } from './cases.ts';
import { keepEdition, type Edition } from './edition.ts';

/** What a case is to be about. */
export interface Opening {
  /** Id of a household; code of a village or county; null: a household that is not registered yet. */
  readonly subject: string | null;
  /** Where a household lies that is not registered yet. */
  readonly region?: RegionCode | undefined;
  readonly brought: Brought;
}

export interface OpenOutcome extends ActOutcome {
  /** By their place among the openings. */
  readonly ids: readonly string[];
  /** The list that was made; null: without a name there is none. */
  readonly list: string | null;
}

export interface OpenOptions {
  /** Name of a list that the cases go through their steps as. */
  readonly list?: { readonly name: string; readonly region: RegionCode } | undefined;
  /** Condition of the procedure: why these subjects may not begin, by subject. */
  readonly condition?: (
    tx: WriteTx,
    subjects: readonly string[],
  ) => Promise<ReadonlyMap<string, CaseRefusal>>;
}

/** Begins a case for each subject by an action from `new`. */
export async function openCases(
  tx: WriteTx,
  actor: Pick<Actor, 'id' | 'role'>,
  tools: Procedures,
  edition: Edition,
  action: string,
  openings: readonly Opening[],
  { list, condition }: OpenOptions = {},
): Promise<OpenOutcome> {
  await keepEdition(tx, edition);
  const { county } = tools;
  const { procedure } = edition;
  const drawn = await tx.rows<{ id: string }>(
    `select nextval('mingbai.procedure_id')::text as id from generate_series(1, $1)`,
    [openings.length + 1],
  );
  const ids = drawn.slice(1).map(({ id }) => id);
  const places = await placesOf(tx, county, procedure.subject, openings);
  const barred =
    (await condition?.(
      tx,
      openings.flatMap(({ subject }) => subject ?? []),
    )) ?? new Map();
  const families = openings.flatMap(({ subject, brought }, index) =>
    subject === null ? [{ key: ids[index] ?? '', given: brought.given }] : [],
  );
  const registered = await applicantsRegistered(tx, tools, families);
  const waiting = await applicantsWaiting(tx, tools, procedure.id, families);
  const refused: { case: string; refusal: CaseRefusal }[] = [];
  const listId = list === undefined ? null : (drawn[0]?.id ?? null);
  const standing = openings.flatMap(({ subject, brought }, index): Standing[] => {
    const id = ids[index] ?? '';
    const place = places[index];
    const refusal =
      place === undefined ? NOT_FOUND : (registered.get(id) ?? waiting.get(id) ?? barred.get(subject ?? ''));
    if (refusal !== undefined || place === undefined) {
      refused.push({ case: id, refusal: refusal ?? NOT_FOUND });
      return [];
    }
    const { region } = place;
    const title = place.title ?? titleIn(brought.given) ?? procedure.zh;
    const folded = foldCase(procedure, []);
    const noun = procedure.subject;
    return [{ case: id, edition, folded, noun, subject, title, list: listId, region, brought }];
  });
  const begin = async (accepted: readonly Standing[]): Promise<ReadonlySet<string>> => {
    if (list !== undefined && accepted.length > 0)
      await tx.run(
        `insert into mingbai.procedure_list (county, id, region, procedure, name, opened_at, entry) values ($1, $2, $3, $4, $5, now(), $6)`,
        [county, listId, list.region, procedure.id, list.name, tx.entry],
      );
    const rows = accepted.map(({ case: id, region, noun, subject, title, brought }) => ({
      id,
      region,
      noun,
      subject,
      title,
      on: brought.on,
      applicants: subject === null ? applicantsIn(brought.given, tools.vault) : null,
    }));
    const begun = await tx.rows<{ id: string }>(BEGIN, [
      county,
      tx.entry,
      procedure.id,
      edition.version,
      listId,
      JSON.stringify(rows),
    ]);
    return new Set(begun.map(({ id }) => id));
  };
  const outcome = await takeAction(tx, actor, tools, action, standing, begin);
  const made = outcome.accepted.length > 0 ? listId : null;
  return { ...outcome, refused: [...refused, ...outcome.refused], ids, list: made };
}

const NOT_FOUND: CaseRefusal = { code: 'not-found', details: {} };

/** One open case of a procedure for one thing: whoever comes second waits for the first and is told. */
const BEGIN = `insert into mingbai.procedure_case (county, id, region, list, procedure, version, noun, subject_id, title, state, since, roles,
    actions, opened_at, changed_at, entry, applicants)
  select $1::integer, s.id, s.region, $5::bigint, $3::text, $4::text, s.noun, s.subject, s.title, 'new', s."on", '{}', 0, now(), now(), $2::bigint, s.applicants
  from jsonb_to_recordset($6::jsonb) as s(id bigint, region bigint, noun text, subject bigint, title text, "on" date, applicants bigint[])
  on conflict do nothing returning id::text`;

interface Place {
  readonly region: RegionCode;
  readonly title: string | undefined;
}

/** Where subjects lie and what they are called; undefined for those out of sight. */
export async function placesOf(
  tx: ReadTx,
  county: string,
  noun: Standing['noun'],
  openings: readonly Pick<Opening, 'subject' | 'region'>[],
): Promise<(Place | undefined)[]> {
  if (noun === 'household') {
    const known = await householdsSeen(
      tx,
      county,
      openings.flatMap(({ subject }) => subject ?? []),
    );
    const villages = await regionsSeen(
      tx,
      county,
      openings.flatMap(({ region }) => region ?? []),
    );
    return openings.map(({ subject, region }) => {
      if (subject !== null) return known.get(subject);
      if (region === undefined || levelOf(region) !== 'village' || !villages.has(region)) return undefined;
      return { region, title: undefined };
    });
  }
  const codes = openings.flatMap(({ subject }) => subject ?? []);
  const known = await regionsSeen(tx, county, codes);
  return openings.map(({ subject }) => {
    const region = subject as RegionCode | null;
    if (region === null || levelOf(region) !== noun || !known.has(region)) return undefined;
    return { region, title: known.get(region) };
  });
}

/** Names of places of the county within the asker's area, above which nobody begins anything. */
async function regionsSeen(
  tx: ReadTx,
  county: string,
  codes: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (codes.length === 0) return new Map();
  const rows = await tx.rows<{ code: string; name: string }>(
    `select lpad(r.code::text, 12, '0') as code, r.name from mingbai.region r
     where r.code = any($2::bigint[]) and r.code / 1000000 = $1::integer and ${validOn('r', TODAY)}
       and r.code between mingbai.scope_low() and mingbai.scope_high()`,
    [county, codes],
  );
  return new Map(rows.map(({ code, name }) => [code, name]));
}

/** Cases that are open for these subjects, as `procedure/subject`. */
export async function openCasesOf(
  tx: ReadTx,
  county: string,
  procedures: readonly string[],
  noun: Standing['noun'],
  subjects: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (subjects.length === 0) return new Map();
  const rows = await tx.rows<{ key: string; id: string }>(
    `select c.procedure || '/' || s.subject as key, c.id::text from unnest($4::text[]) as s(subject)
     join mingbai.procedure_case c on c.county = $1 and c.noun = $3 and c.subject_id = s.subject::bigint
     where c.procedure = any($2::text[]) and c.ended is null`,
    [county, procedures, noun, subjects],
  );
  return new Map(rows.map(({ key, id }) => [key, id]));
}

/** The name of the applicant, as the form has it: the head among the members, or the person asked for. */
function titleIn(given: Readonly<Record<string, unknown>>): string | undefined {
  for (const answer of Object.values(given)) {
    if (!Array.isArray(answer)) continue;
    const rows = answer.filter((row) => typeof row === 'object' && row !== null);
    const head = rows.find((row) => row['membership.relation'] === 'head') ?? rows[0];
    const name: unknown = head?.['person.name'];
    if (typeof name === 'string' && name !== '') return name.trim();
  }
  return undefined;
}
