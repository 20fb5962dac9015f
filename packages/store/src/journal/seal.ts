import { COUNTRY } from '@mingbai/core';
import type { Database } from '../db/database.ts';
import type { Sql } from '../db/tx.ts';
import {
  GENESIS,
  SEALABLE_COLUMNS,
  hashEntry,
  hashSeal,
  type ChainAlgorithm,
  type SealableEntry,
} from './chain.ts';
import { writtenBy, type Written } from './written.ts';
import { hashSetting } from '../vault/settings.ts';

const SYSTEM = { region: COUNTRY, user: '' };
/** Entries in one seal at the most, so that a seal is always quick to make and to check. */
const BATCH = 5_000;

/**
 * Seals what is not sealed yet, county by county: each batch's hash covers its entries, the statements that they wrote
 * into the register, and the seal before it. An entry that commits late, with a lower number than its neighbours, simply
 * goes into the next batch. Returns how many entries were sealed. What a large import wrote takes long to read: `signal`
 * ends it, and what was being sealed is for the next time.
 */
export async function sealJournal(
  database: Database,
  algorithm: ChainAlgorithm = hashSetting(),
  signal?: AbortSignal,
): Promise<number> {
  const counties = await database.read(SYSTEM, (tx) =>
    tx.rows<{ county: number }>(
      `select distinct j.county from mingbai.journal j
       where not exists (select from mingbai.sealed_entry s where s.county = j.county and s.entry = j.id)`,
    ),
  );
  let sealed = 0;
  for (const { county } of counties) {
    for (let more = true; more;) {
      const batch = await sealBatch(database, county, algorithm, signal);
      sealed += batch.sealed;
      more = batch.waiting === BATCH;
    }
  }
  return sealed;
}

async function sealBatch(
  database: Database,
  county: number,
  algorithm: ChainAlgorithm,
  signal: AbortSignal | undefined,
): Promise<{ waiting: number; sealed: number }> {
  const waiting = await database.read(SYSTEM, (tx) => unsealed(tx, county, 'j.id::text as id'));
  if (waiting.length === 0) return { waiting: 0, sealed: 0 };
  const ids = waiting.map(({ id }) => id);
  const written = await writtenBy(database, ids, signal);
  const wrote = ({ id }: SealableEntry): Written => written.get(id) ?? {};
  return database.keep(SYSTEM, async (tx) => {
    await tx.find('select pg_advisory_xact_lock(7, $1)', [county]);
    // Another server may have sealed some of them meanwhile.
    const entries = await unsealed<SealableEntry>(tx, county, SEALABLE_COLUMNS, ids);
    if (entries.length === 0) return { waiting: waiting.length, sealed: 0 };
    const last = await tx.find<{ number: number; hash: Buffer }>(
      'select number, hash from mingbai.seal where county = $1 order by number desc limit 1',
      [county],
    );
    const number = (last?.number ?? 0) + 1;
    const previous = last?.hash ?? GENESIS;
    const hashes = entries.map((entry) => hashEntry(entry, wrote(entry), algorithm));
    const hash = hashSeal({ county, number, previous, entries: hashes }, algorithm);
    await tx.run(
      `insert into mingbai.seal (county, number, at, entries, previous, hash, algorithm) values ($1, $2, now(), $3, $4, $5, $6)`,
      [county, number, entries.length, previous, hash, algorithm],
    );
    await tx.run(
      `insert into mingbai.sealed_entry (county, number, position, entry, hash, written)
       select $1, $2, position, entry, hash, written
       from unnest($3::bigint[], $4::bytea[], $5::jsonb[]) with ordinality as t(entry, hash, written, position)`,
      [
        county,
        number,
        entries.map((entry) => entry.id),
        hashes,
        entries.map((entry) => JSON.stringify(wrote(entry))),
      ],
    );
    return { waiting: waiting.length, sealed: entries.length };
  });
}

/** Entries of a county that no seal covers, by number; of `ids` alone, when they are given. */
function unsealed<T extends { id: string }>(
  sql: Sql,
  county: number,
  columns: string,
  ids: readonly string[] | null = null,
): Promise<T[]> {
  return sql.rows<T>(
    `select ${columns} from mingbai.journal j
     where county = $1 and ($2::bigint[] is null or j.id in (select unnest($2::bigint[])))
       and not exists (select from mingbai.sealed_entry s where s.county = j.county and s.entry = j.id)
     order by j.id limit ${BATCH}`,
    [county, ids],
  );
}
