import { countyOf, type RegionCode } from '@mingbai/core';
import type { Entitlement } from '@mingbai/core/api';
import { entitlementsOf, plain } from '@mingbai/policy';
import type { ReadTx } from '@mingbai/store';
import { libraryIn } from './effective.ts';

type Decided = NonNullable<Awaited<ReturnType<typeof entitlementsOf>>>[number]['decided'];

/** What each member may claim: one line for each row of the policy that grants something. */
export async function entitlementViews(
  tx: ReadTx,
  household: string,
  region: RegionCode,
  on: string,
): Promise<Entitlement[]> {
  const library = await libraryIn(tx);
  const view = { county: countyOf(region), region, on, parameters: library.parameters };
  const found = (await entitlementsOf(tx, library, view, household)) ?? [];
  const names = await tx.rows<{ id: string; name: string | null }>(
    `select id::text, name from mingbai.person where county = $1 and id = any($2::bigint[])`,
    [Number(view.county), found.map(({ person }) => person)],
  );
  const nameOf = new Map(names.map(({ id, name }) => [id, name]));
  return found.flatMap(({ person, decided }) =>
    granted(decided).map((each) => ({ person: { id: person, name: nameOf.get(person) ?? null }, ...each })),
  );
}

/** The rows that hit, in their order, with what they grant. */
function granted({ value, trace, decision }: Decided): Omit<Entitlement, 'person'>[] {
  const rows = plain(value, decision.node.item.type);
  const [table] = trace.tables;
  const hits = (table?.rows ?? []).filter(({ hit }) => hit);
  if (!Array.isArray(rows)) return [];
  return rows.map((each, at) => {
    const said = new Map(Object.entries(each as object));
    const notes = table?.table.rules[hits[at]?.row ?? -1]?.annotations ?? [];
    const note = (heading: string) => notes.find((one) => one.heading === heading)?.text ?? '';
    const amount: unknown = said.get('金额');
    return {
      policy: String(said.get('政策') ?? ''),
      amount: typeof amount === 'number' ? amount : null,
      period: String(said.get('周期') ?? ''),
      department: String(said.get('部门') ?? ''),
      why: { zh: note('说明'), en: note('Note') },
    };
  });
}
