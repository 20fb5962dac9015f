import type { PaperFacts, PaperTemplate, RegionCode } from '@mingbai/core';
import {
  findHouseholdPage,
  findVillage,
  type Area,
  type ReadTx,
  type StoredPage,
  type Vault,
} from '@mingbai/store';
import { entitledRows } from './entitled.ts';
import { type Around, headOf, householdFacts } from './household-facts.ts';
import { Numbers } from './numbers.ts';
import { placeOf } from './place.ts';
import { villageFacts } from './village-facts.ts';

/** Whom a paper is about, with what it may say. */
export interface PaperAsk {
  readonly area: Area;
  readonly vault: Pick<Vault, 'open'>;
  /** Names of numbers that are told in full. */
  readonly full: ReadonlySet<string>;
  /** `YYYY-MM-DD`. */
  readonly today: string;
}

export interface PaperSubject {
  readonly region: RegionCode;
  /** `household:7`, `village:…`: for the journal. */
  readonly key: string;
  /** As files are called after it. */
  readonly name: string;
  readonly facts: PaperFacts;
  readonly numbers: Numbers;
}

/** Undefined: there is none in the area. */
export async function householdSubject(
  tx: ReadTx,
  ask: PaperAsk,
  id: string,
): Promise<PaperSubject | undefined> {
  const page = await findHouseholdPage(tx, ask.area, id, {});
  if (page === undefined) return undefined;
  const numbers = new Numbers(ask.vault, ask.full);
  const around: Around = {
    place: await placeOf(tx, page.region),
    numbers,
    entitled: await entitledRows(tx, page, ask.today),
    today: ask.today,
  };
  return {
    region: page.region,
    key: `household:${id}`,
    name: titleOf(page),
    facts: householdFacts(page, around),
    numbers,
  };
}

/** Households are read only for a paper that lists them. */
export async function villageSubject(
  tx: ReadTx,
  ask: PaperAsk,
  code: RegionCode,
  templates: readonly PaperTemplate[],
): Promise<PaperSubject> {
  const village = await findVillage(tx, ask.area, code, undefined);
  const numbers = new Numbers(ask.vault, ask.full);
  const place = await placeOf(tx, code);
  const pages: StoredPage[] = [];
  for (const { id } of templates.some(listsHouseholds) ? village.households : []) {
    const page = await findHouseholdPage(tx, ask.area, id, {});
    if (page !== undefined) pages.push(page);
  }
  const facts = villageFacts(village, pages, { place, numbers, entitled: [], today: ask.today });
  return { region: code, key: `village:${code}`, name: place.village ?? code, facts, numbers };
}

function listsHouseholds({ content }: PaperTemplate): boolean {
  return content.some((piece) => 'table' in piece && ['户', '人口'].includes(piece.table.of));
}

function titleOf(page: StoredPage): string {
  const no = String(page.household.values['household_no'] ?? '');
  return [headOf(page)?.name ?? '', no].filter((part) => part !== '').join(' ');
}
