import { foldCase, Problem, type ActionTaken, type RegionCode } from '@mingbai/core';
import type { ReadTx, WriteTx } from '../db/tx.ts';
import type { Actor } from '../journal/command.ts';
import { takeAction, type ActOutcome, type Brought, type Procedures, type Standing } from './act.ts';
import { editionsOf, keyOf } from './edition.ts';

interface Row {
  readonly id: string;
  readonly region: RegionCode;
  readonly procedure: string;
  readonly version: string;
  readonly noun: Standing['noun'];
  readonly subject: string | null;
  readonly actions: number;
  readonly taken: readonly ActionTaken[];
  readonly [column: string]: unknown;
}

/** The actions of case `c`, oldest first, as the fold reads them. */
export const TAKEN = `(select coalesce(json_agg(json_build_object('n', a.n, 'action', a.action, 'on', a."on", 'at', a.at, 'actor', a.actor,
    'role', a.role, 'given', a.given, 'evidence', a.evidence) order by a.n), '[]') from mingbai.procedure_action a
  where a.county = c.county and a."case" = c.id)`;
const ROWS = `select c.id::text, lpad(c.region::text, 12, '0') as region, c.procedure, c.version, c.noun, ${subjectSql('c')} as subject,
    c.actions, ${TAKEN} as taken
  from mingbai.procedure_case c where c.county = $1 and c.id = any($2::bigint[]) order by c.id`;

/** Ids of households, codes of places. */
export function subjectSql(row: string): string {
  return `case ${row}.noun when 'household' then ${row}.subject_id::text else lpad(${row}.subject_id::text, 12, '0') end`;
}

/**
 * Takes one action on the cases chosen, each with what was brought to it. Those that the actor does not see are refused
 * as not found. Cases are locked in the order of their ids, so that two who choose the same wait for each other.
 */
export async function actOnCases(
  tx: WriteTx,
  actor: Pick<Actor, 'id' | 'role'>,
  tools: Procedures,
  action: string,
  chosen: ReadonlyMap<string, Brought>,
): Promise<ActOutcome> {
  const ids = [...chosen.keys()];
  const standing = await standingOf(tx, tools.county, ids, chosen);
  const outcome = await takeAction(tx, actor, tools, action, standing);
  const seen = new Set(standing.map((one) => one.case));
  const gone = ids.filter((id) => !seen.has(id));
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
  county: string,
  ids: readonly string[],
  chosen: ReadonlyMap<string, Brought>,
): Promise<Standing[]> {
  let rows = await tx.rows<Row>(`${ROWS} for update of c`, [county, ids], 'procedure-cases');
  // Whoever waited for a lock sees the new row beside the actions of the moment when the question was asked.
  if (rows.some(({ actions, taken }) => actions !== taken.length))
    rows = await tx.rows<Row>(ROWS, [county, ids]);
  const editions = await editionsOf(tx, rows);
  return rows.flatMap((row): Standing[] => {
    const brought = chosen.get(row.id);
    const edition = editions.get(keyOf(row));
    if (brought === undefined || edition === undefined) return [];
    const { region, noun, subject, taken } = row;
    const folded = foldCase(edition.procedure, taken);
    if (folded.n !== row.actions) throw new Problem('server-error', { id: `case ${row.id}` });
    return [{ case: row.id, edition, folded, noun, subject, region, brought }];
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
