import { foldCase, Problem, type ActionTaken, type RegionCode } from '@mingbai/core';
import type { ReadTx, Sql, WriteTx } from '../db/tx.ts';
import type { Actor } from '../journal/command.ts';
import type { Brought, Procedures, Standing } from './standing.ts';
import { takeAction, type ActOutcome } from './act.ts';
import { editionsOf, keyOf } from './edition.ts';

/** A case as it is locked, with its actions, oldest first, as the fold reads them. */
export interface LockedCase {
  readonly id: string;
  readonly region: RegionCode;
  readonly procedure: string;
  readonly version: string;
  readonly noun: Standing['noun'];
  readonly subject: string | null;
  readonly title: string;
  readonly list: string | null;
  readonly actions: number;
  readonly taken: readonly ActionTaken[];
}

type CaseRow = Omit<LockedCase, 'region' | 'taken'> & { readonly region: string };
type ActionRow = Omit<ActionTaken, 'at'> & { readonly case: string; readonly at: Date };

/** Codes are padded here and not there: each function of a statement is looked up anew whenever it runs. */
const SEE = `select id, region, procedure, version, noun, subject_id as subject, title, list, actions
  from mingbai.procedure_case where county = $1 and id = any($2::bigint[]) order by id`;
const LOCK = `${SEE} for update`;
/** A statement of its own: whoever waited for the lock sees what was done meanwhile. */
const PAST = `select "case", n, action, "on"::text, at, actor, role, given, evidence
  from mingbai.procedure_action where county = $1 and "case" = any($2::bigint[]) order by "case", n`;

/** Ids of households, codes of places. */
export function subjectSql(row: string): string {
  return `case ${row}.noun when 'household' then ${row}.subject_id::text else lpad(${row}.subject_id::text, 12, '0') end`;
}

/**
 * The cases among those chosen that the asker sees. They are locked in the order of their ids, so that two who choose
 * the same wait for each other. Asked at once, without waiting in between. In a shared transaction nobody is waited for:
 * whoever comes second to a case fails by the number of its action, and is done again alone.
 */
export async function lockCases(
  sql: Sql,
  county: string,
  chosen: Iterable<string>,
  shared = false,
): Promise<LockedCase[]> {
  const values = [county, [...chosen]];
  const [cases, actions] = await Promise.all([
    shared
      ? sql.rows<CaseRow & Columns>(SEE, values, 'procedure-see')
      : sql.rows<CaseRow & Columns>(LOCK, values, 'procedure-lock'),
    sql.rows<ActionRow & Columns>(PAST, values, 'procedure-past'),
  ]);
  const past = new Map<string, ActionTaken[]>(cases.map(({ id }) => [id, []]));
  for (const row of actions) past.get(row.case)?.push({ ...row, at: row.at.toISOString() });
  return cases.map((row) => ({
    ...row,
    region: code(row.region),
    subject: row.noun === 'household' || row.subject === null ? row.subject : code(row.subject),
    taken: past.get(row.id) ?? [],
  }));
}

function code(digits: string): RegionCode {
  return digits.padStart(12, '0') as RegionCode;
}

interface Columns {
  readonly [column: string]: unknown;
}

/** Takes one action on the cases chosen, each with what was brought to it. Those that are not among the locked are refused as not found. */
export async function actOnCases(
  tx: WriteTx,
  actor: Pick<Actor, 'id' | 'role'>,
  tools: Procedures,
  action: string,
  chosen: ReadonlyMap<string, Brought>,
  locked: readonly LockedCase[],
): Promise<ActOutcome> {
  const standing = await standingOf(tx, chosen, locked);
  const outcome = await takeAction(tx, actor, tools, action, standing);
  const seen = new Set(standing.map((one) => one.case));
  const gone = [...chosen.keys()].filter((id) => !seen.has(id));
  return {
    ...outcome,
    refused: [
      ...gone.map((id) => ({ case: id, refusal: { code: 'not-found' as const, details: {} } })),
      ...outcome.refused,
    ],
  };
}

async function standingOf(
  tx: WriteTx,
  chosen: ReadonlyMap<string, Brought>,
  locked: readonly LockedCase[],
): Promise<Standing[]> {
  const editions = await editionsOf(tx, locked);
  return locked.flatMap((row): Standing[] => {
    const brought = chosen.get(row.id);
    const edition = editions.get(keyOf(row));
    if (brought === undefined || edition === undefined) return [];
    const { region, noun, subject, title, list, taken } = row;
    const folded = foldCase(edition.procedure, taken);
    if (folded.n !== row.actions) throw new Problem('server-error', { id: `case ${row.id}` });
    return [{ case: row.id, edition, folded, noun, subject, title, list, region, brought }];
  });
}

/** Who heads each household today; households out of sight are left out. */
export async function householdsSeen(
  tx: ReadTx,
  county: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, { readonly region: RegionCode; readonly title: string }>> {
  const rows = await tx.rows<{ id: string; region: RegionCode; title: string }>(
    `select h.id::text, lpad(h.region::text, 12, '0') as region, coalesce((select p.name from mingbai.membership m
         join mingbai.person p on p.county = m.county and p.id = m.person_id
         where m.county = h.county and m.household_id = h.id and m.relation = 'head' and (m."to" is null or m."to" > now()::date)
         order by p.id limit 1), h.household_no, '') as title
     from mingbai.household h where h.county = $1 and h.id = any($2::bigint[])`,
    [county, ids],
  );
  return new Map(rows.map(({ id, region, title }) => [id, { region, title }]));
}
