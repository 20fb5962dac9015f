import { startChild } from '../child.ts';
import { asOwner, type Installed } from '../place.ts';

/** What one import came to. */
export interface Imported {
  readonly seconds: number;
  readonly parts: Readonly<Record<string, number>>;
  readonly counts: {
    readonly rows: number;
    readonly good: number;
    readonly bad: number;
    readonly nouns: readonly {
      readonly noun: string;
      readonly new: number;
      readonly changed: number;
      readonly same: number;
    }[];
  };
  readonly peakMb: number;
}

/** In a server process of its own, so that its memory is this import's alone. */
export async function importFile(place: Installed, path: string, name?: string): Promise<Imported> {
  const child = startChild(new URL('./importer.ts', import.meta.url), { place, path, name });
  const done = await child.next<Imported>();
  await child.end();
  return done;
}

/** The data rules that the last import waits for, in a server process of its own. */
export async function askRules(place: Installed): Promise<Omit<Imported, 'counts'>> {
  const child = startChild(new URL('./ruler.ts', import.meta.url), { place });
  const done = await child.next<Omit<Imported, 'counts'>>();
  await child.end();
  return done;
}

/** How many statements the register holds, present and past: what an import that writes nothing leaves alone. */
export function statements(place: Installed): Promise<number> {
  return asOwner(place, async (client) => {
    const { rows: tables } = await client.query<{ name: string }>(
      `select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where n.nspname = 'mingbai' and c.relkind = 'r' and exists (select from pg_class p where p.relnamespace = n.oid and p.relname = regexp_replace(c.relname, '_past$', '') || '_said')`,
    );
    const counts = tables.map(
      ({ name }) => `(select count(*) from mingbai.${client.escapeIdentifier(name)})`,
    );
    const { rows } = await client.query<{ n: string }>(`select ${counts.join(' + ')} as n`);
    return Number(rows[0]?.n ?? 0);
  });
}
