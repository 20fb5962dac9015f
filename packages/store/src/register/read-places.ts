import type { RegionCode } from '@mingbai/core';
import type { ReadTx } from '../db/tx.ts';
import { levelName, validOn, type RegionName } from '../region/region.ts';
import { TODAY } from './read-columns.ts';

/** What places are called today, by code; a code that has no name is not in it. */
export type Names = ReadonlyMap<RegionCode, RegionName>;

/** The names of these places at least, good for this state of the register (see `PULSE`). */
export type NamePlaces = (tx: ReadTx, pulse: string, codes: Iterable<RegionCode>) => Promise<Names>;

/** Above a village stands the township of its own digits. */
export function townshipOf(village: RegionCode): RegionCode {
  return `${village.slice(0, 9)}000` as RegionCode;
}

/** A place and what it lies in, from the country down; its own code last. */
export function pathOf(region: RegionCode): RegionCode[] {
  const cuts = [0, 2, 4, 6, 9, 12].map((digits) => region.slice(0, digits).padEnd(12, '0') as RegionCode);
  return [...new Set(cuts)];
}

/** Scopes whose names are remembered: some thousand names each at most. */
const REMEMBERED = 500;

/**
 * Names of places, looked up once for each state of the register: a place gets another name by a command in its
 * county, which raises the pulse, and on a day, which is part of it.
 */
export class PlaceNames {
  readonly #known = new Map<
    RegionCode,
    { readonly pulse: string; readonly names: Map<RegionCode, RegionName | undefined> }
  >();

  /** By scope, so that nobody is ever told a name that only another's scope shows. */
  within(scope: RegionCode): NamePlaces {
    return async (tx, pulse, codes) => {
      const names = this.#namesOf(scope, pulse);
      const missing = [...new Set(codes)].filter((code) => !names.has(code));
      if (missing.length > 0) {
        const found = await namesOf(tx, missing);
        for (const code of missing) names.set(code, found.get(code));
      }
      return names as Names;
    };
  }

  #namesOf(scope: RegionCode, pulse: string): Map<RegionCode, RegionName | undefined> {
    const known = this.#known.get(scope);
    if (known?.pulse === pulse) return known.names;
    if (this.#known.size >= REMEMBERED) this.#known.clear();
    const names = new Map<RegionCode, RegionName | undefined>();
    this.#known.set(scope, { pulse, names });
    return names;
  }
}

/** Asked now, for what is looked at once. */
export const nameNow: NamePlaces = (tx, _pulse, codes) => namesOf(tx, [...new Set(codes)]);

/** What places were called on a day (ISO), those that have ended since among them. */
export function namesOn(tx: ReadTx, codes: readonly RegionCode[], day: string): Promise<Names> {
  return namesOf(tx, codes, day);
}

async function namesOf(
  tx: ReadTx,
  codes: readonly RegionCode[],
  day?: string,
): Promise<Map<RegionCode, RegionName>> {
  const rows = await tx.rows<RegionName>(
    `select lpad(r.code::text, 12, '0') as code, r.name, ${levelName('r')} as level from mingbai.region r
     where r.code = any($1::bigint[]) and ${validOn('r', `coalesce($2::date, ${TODAY})`)}`,
    [codes, day ?? null],
    'place-names',
  );
  return new Map(rows.map((row) => [row.code, row]));
}
