import type { RegionCode } from '@mingbai/core';
import type { ReadTx, StageLayout } from '@mingbai/store';
import { headFirst, messageOf, textOf, withRows } from '../check/check-files.ts';
import { VILLAGE_YEAR } from '../check/facts-of-rows.ts';
import type { RuleHit } from '../check/check-household.ts';
import type { VillageRows } from '../check/rows.ts';
import type { InBoth, Severity } from '../load/rule.ts';
import type { HouseholdRules } from './check-households.ts';
import { lay, type Merged, Merging, type Told } from './merging.ts';
import { type StagedHousehold, type StagedNeighbours, stagedRows, stagedVillages } from './staged.ts';
import type { VillageTally } from './village-tally.ts';

/** A rule that a row of an import would break, in one of the cells to look at. */
export interface ImportHit {
  /** Position of the sheet in the import, and row in it. */
  readonly sheet: number;
  readonly row: number;
  /** Dictionary key. */
  readonly field: string;
  readonly value: string;
  readonly rule: string;
  readonly severity: Severity;
  readonly message: InBoth;
}

/**
 * What these households would be with the file's rows laid over the register, and the rules asked of them. `tally`
 * notes what that does to the sums of their villages.
 */
export async function checkStaged(
  tx: ReadTx,
  layouts: readonly StageLayout[],
  rules: HouseholdRules,
  households: readonly StagedHousehold[],
  neighbours: StagedNeighbours,
  tally?: VillageTally,
): Promise<ImportHit[]> {
  const ids = households.flatMap(({ known }) => known ?? []);
  const known = new Map((await rules.read(tx, ids)).map((one) => [one.id, one]));
  const merging = new Map<string, Merging>();
  const registered = (one: StagedHousehold) => (one.known === null ? undefined : known.get(one.known));
  for (const one of households) merging.set(one.no, new Merging(one, registered(one)));
  for (const layout of layouts)
    for (const row of await stagedRows(tx, layout, [...merging.keys()]))
      merging.get(String(row['no']))?.lay(row, layout);
  return households.flatMap((one) => {
    const merged = merging.get(one.no)?.done(neighbours, rules.view.on);
    if (merged === undefined) return [];
    tally?.note(registered(one), merged.rows);
    return rules.ask(merged.rows).flatMap((hit) => placed(hit, among(hit, merged), rules));
  });
}

/** What villages would say of themselves, held against the register as the file would leave it. */
export async function checkStagedVillages(
  tx: ReadTx,
  layouts: readonly StageLayout[],
  rules: HouseholdRules,
  tally?: VillageTally,
): Promise<ImportHit[]> {
  const told = new Map<string, { row: Record<string, unknown>; places: Map<string, Place>; year: number }>();
  for (const layout of layouts)
    for (const row of await stagedVillages(tx, layout)) {
      const year = Number(row['year'] ?? layout.dataDate.slice(0, 4));
      const known = told.get(String(row['region']));
      const one = known?.year === year ? known : { row: {}, places: new Map(), year };
      lay(row, layout, (noun) => noun === 'village', one);
      if (known === undefined || known.year <= year) told.set(String(row['region']), one);
    }
  const hits: ImportHit[] = [];
  for (const village of await rules.readVillages(tx, [...told.keys()] as RegionCode[])) {
    const one = told.get(village.region);
    const said = Number(village.row?.[VILLAGE_YEAR] ?? 0);
    if (one === undefined || one.year < said || one.year > Number(rules.view.on.slice(0, 4))) continue;
    const before = one.year === said ? village.row : {};
    const row = { ...before, ...one.row, [VILLAGE_YEAR]: one.year };
    const sums = tally === undefined ? village.sums : tally.sums(village);
    const asked: VillageRows = { region: village.region, row, sums };
    for (const hit of rules.askVillage(asked))
      hits.push(...placed(hit, [{ row, places: one.places }], rules));
  }
  return hits;
}

interface Place {
  readonly sheet: number;
  readonly row: number;
}

/** Where to look: at the member, the household, its head, its other members in turn, who is responsible. */
function among({ member }: RuleHit, { household, members, responsible }: Merged): Told[] {
  const own = member === null ? undefined : members.get(member.id);
  return own === undefined
    ? [household, ...headFirst([...members.values()], ({ row }) => row), ...responsible]
    : [own, household, ...responsible];
}

/**
 * The cells of the rule's fields, of the first row that has one. None where nothing that the rule looks at stands in
 * the file: the register knows of it without the import.
 */
function placed(hit: RuleHit, told: readonly Told[], { work }: HouseholdRules): ImportHit[] {
  const { id, severity, fields } = hit.rule.rule;
  const own = told.find(({ places }) => fields.some((field) => places.has(field)));
  if (own === undefined) return [];
  const said = messageOf(hit, work);
  const sheet = fields.flatMap((field) => own.places.get(field)?.sheet ?? [])[0];
  const rows = told.flatMap(({ places }) => [...places.values()].filter((at) => at.sheet === sheet));
  const message =
    hit.subject === 'household'
      ? withRows(
          said,
          rows.map(({ row }) => row),
        )
      : said;
  return fields.flatMap((field) => {
    const at = own.places.get(field);
    return at === undefined
      ? []
      : [{ ...at, field, value: textOf(field, own.row[field]), rule: id, severity, message }];
  });
}
