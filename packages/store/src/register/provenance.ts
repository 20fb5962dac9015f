import type { ReadTx } from '../db/tx.ts';

/** Who wrote a statement, when, by which command, from which file. */
export interface Origin {
  readonly entry: string;
  /** ISO, UTC. */
  readonly at: string;
  readonly command: string;
  readonly actor: string;
  readonly file: string | null;
  /** Of a correction by hand. */
  readonly reason: string | null;
}

const REMEMBERED = 20_000;

/**
 * Entries never change, so they are looked up once. They are asked for only by rows that the asker sees, which
 * is what entitles to them; what the register does not tell the asker of an entry is remembered for nobody.
 */
export class Origins {
  readonly #known = new Map<string, Origin>();

  async of(tx: ReadTx, county: string, entries: Iterable<string>): Promise<ReadonlyMap<string, Origin>> {
    const wanted = [...new Set(entries)];
    const missing = wanted.filter((entry) => !this.#known.has(entry));
    if (missing.length > 0) {
      const rows = await tx.rows<Omit<Origin, 'at'> & { at: Date }>(
        `select entry::text, at, command, actor, file, reason from mingbai.provenance($1::integer, $2::bigint[])`,
        [county, missing],
        'provenance',
      );
      if (this.#known.size > REMEMBERED) this.#known.clear();
      for (const row of rows) this.#known.set(row.entry, { ...row, at: row.at.toISOString() });
    }
    return new Map(
      wanted.flatMap((entry) => {
        const origin = this.#known.get(entry);
        return origin === undefined ? [] : [[entry, origin]];
      }),
    );
  }
}
