import type { RegionCode } from '@mingbai/core';
import type { ReadTx, WriteTx } from '../db/tx.ts';

/** The county this installation is for, or undefined before the first run. */
export async function findInstallation(tx: ReadTx): Promise<RegionCode | undefined> {
  const row = await tx.find<{ county: RegionCode }>(
    `select lpad(county::text, 12, '0') as county from mingbai.installation`,
  );
  return row?.county;
}

/** Any number: first runs wait for one another. */
const SETUP_LOCK = 411_527;

/** Held until the transaction ends; whoever comes second then sees what the first one made. */
export async function lockInstallation(tx: WriteTx): Promise<void> {
  await tx.find('select pg_advisory_xact_lock($1)', [SETUP_LOCK]);
}

export async function insertInstallation(tx: WriteTx, county: RegionCode): Promise<void> {
  await tx.run('insert into mingbai.installation (county) values ($1)', [county]);
}
