import type { CorrectedNoun, RegionCode } from '@mingbai/core';
import type { WriteTx } from '../db/tx.ts';
import type { Desk, SaidFields } from './said-columns.ts';
import { addThings, say } from './say.ts';

/** What is said otherwise of a household, of how it lives, or of one of its members. */
export interface Correction {
  readonly household: string;
  /** Where the household lies. */
  readonly region: RegionCode;
  readonly noun: CorrectedNoun;
  /** The household or person; of its conditions nothing, there is one row of them at the most. */
  readonly id: string;
  /** The day from which it is so. */
  readonly on: string;
  readonly fields: SaidFields<CorrectedNoun>;
}

/** Corrections of one household wait for each other, so that each sees what the one before has said. */
export async function lockHousehold(tx: WriteTx, county: string, household: string): Promise<void> {
  await tx.run('select from mingbai.household where county = $1 and id = $2 for update', [county, household]);
}

/** Says it; what was said before moves to the past. Nothing known of how a household lives: it is said for the first time. */
export async function correct(tx: WriteTx, desk: Desk, one: Correction): Promise<void> {
  const { household, region, noun, on, fields } = one;
  const id = noun === 'condition' ? await conditionOf(tx, desk.county, household) : one.id;
  if (id === undefined) await addThings(tx, desk, noun, [{ on, region, household, fields }]);
  else await say(tx, desk, noun, [{ id, on, fields }]);
}

async function conditionOf(tx: WriteTx, county: string, household: string): Promise<string | undefined> {
  const row = await tx.find<{ id: string }>(
    'select id::text from mingbai.condition where county = $1 and household_id = $2',
    [county, household],
  );
  return row?.id;
}
