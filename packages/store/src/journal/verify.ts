import type { Sql } from '../db/tx.ts';
import {
  GENESIS,
  SEALABLE_COLUMNS,
  hashEntry,
  hashSeal,
  type ChainAlgorithm,
  type SealableEntry,
} from './chain.ts';
import type { Written } from './written.ts';

export interface CountyChain {
  readonly county: number;
  readonly entries: number;
  readonly seals: number;
  /** Entries written since the last seal. */
  readonly unsealed: number;
  readonly intact: boolean;
  /** The first broken link in words, or null. */
  readonly broken: string | null;
  /** Hash of the newest seal (hex): what an auditor keeps elsewhere and hands in as an anchor next time. */
  readonly head: string | null;
}

/** A seal that somebody outside has kept: the chain must still hold it. */
export interface Anchor {
  readonly county: number;
  readonly number: number;
  readonly hash: string;
}

interface SealRow {
  number: number;
  entries: number;
  previous: Buffer;
  hash: Buffer;
  algorithm: ChainAlgorithm;
}

/**
 * Walks every county's chain from the first seal, recomputes every entry's hash from the entry itself and
 * every seal from its entries, and names the first broken link. It trusts nothing that the server says: all
 * it reads are the three tables, through `sql`, which may be a connection of the auditor's own.
 */
export async function verifyJournal(
  sql: Pick<Sql, 'rows'>,
  anchors: readonly Anchor[] = [],
): Promise<CountyChain[]> {
  const counties = await sql.rows<{ county: number }>(
    `select county from mingbai.journal union select county from mingbai.seal union select unnest($1::int[]) order by 1`,
    [anchors.map((anchor) => anchor.county)],
  );
  const chains: CountyChain[] = [];
  for (const { county } of counties) chains.push(await verifyCounty(sql, county, anchors));
  return chains;
}

async function verifyCounty(
  sql: Pick<Sql, 'rows'>,
  county: number,
  anchors: readonly Anchor[],
): Promise<CountyChain> {
  const seals = await sql.rows<SealRow>(
    'select number, entries, previous, hash, algorithm from mingbai.seal where county = $1 order by number',
    [county],
  );
  const [counts] = await sql.rows<{ entries: number; unsealed: number }>(
    `select count(*)::int as entries, (count(*) filter (where s.entry is null))::int as unsealed
     from mingbai.journal j left join mingbai.sealed_entry s on s.county = j.county and s.entry = j.id where j.county = $1`,
    [county],
  );
  let broken: string | null = null;
  let previous: Buffer = GENESIS;
  for (const [index, seal] of seals.entries()) {
    broken = await brokenLink(sql, county, index + 1, seal, previous);
    if (broken !== null) break;
    previous = seal.hash;
  }
  broken ??= lostAnchor(county, seals, anchors);
  return {
    county,
    entries: counts?.entries ?? 0,
    seals: seals.length,
    unsealed: counts?.unsealed ?? 0,
    intact: broken === null,
    broken,
    head: seals.at(-1)?.hash.toString('hex') ?? null,
  };
}

async function brokenLink(
  sql: Pick<Sql, 'rows'>,
  county: number,
  expected: number,
  seal: SealRow,
  previous: Buffer,
): Promise<string | null> {
  const at = `county ${county}, seal ${expected}`;
  if (seal.number !== expected) return `${at}: missing, the next one present is ${seal.number}`;
  if (!seal.previous.equals(previous)) return `${at}: does not follow the seal before it`;
  const sealed = await sql.rows<{ entry: string; hash: Buffer; written: Written | null }>(
    `select s.entry::text, s.hash, s.written from mingbai.sealed_entry s
     where s.county = $1 and s.number = $2 order by s.position`,
    [county, seal.number],
  );
  const entries = await sql.rows<SealableEntry>(
    `select ${SEALABLE_COLUMNS} from mingbai.journal j where j.county = $1
       and j.id in (select entry from mingbai.sealed_entry where county = $1 and number = $2)`,
    [county, seal.number],
  );
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  for (const { entry, hash, written } of sealed) {
    const found = byId.get(entry);
    if (found === undefined) return `${at}: entry ${entry} is gone from the journal`;
    if (!hashEntry(found, written, seal.algorithm).equals(hash)) return `${at}: entry ${entry} was changed`;
  }
  if (sealed.length !== seal.entries) return `${at}: ${sealed.length} entries listed, ${seal.entries} sealed`;
  const hash = hashSeal(
    { county, number: seal.number, previous, entries: sealed.map((row) => row.hash) },
    seal.algorithm,
  );
  return hash.equals(seal.hash) ? null : `${at}: its hash does not fit its entries`;
}

function lostAnchor(county: number, seals: readonly SealRow[], anchors: readonly Anchor[]): string | null {
  for (const anchor of anchors.filter((one) => one.county === county)) {
    const kept = seals.find((seal) => seal.number === anchor.number);
    if (kept === undefined) return `county ${county}, seal ${anchor.number}: was kept outside and is gone`;
    if (kept.hash.toString('hex') !== anchor.hash)
      return `county ${county}, seal ${anchor.number}: is not the one kept outside`;
  }
  return null;
}
