import type { Procedure } from '@mingbai/core';
import type { ReadTx, WriteTx } from '../db/tx.ts';

/** A procedure as it was when a case began by it. */
export interface Edition {
  readonly procedure: Procedure;
  /** The first 12 hex digits of the SHA-256 of its text. */
  readonly version: string;
}

/** What a version says never changes: parsed once for each process. */
const known = new Map<string, Edition>();

export async function keepEdition(tx: WriteTx, { procedure, version }: Edition): Promise<void> {
  await tx.run(
    `insert into mingbai.procedure_edition (procedure, version, body) values ($1, $2, $3) on conflict do nothing`,
    [procedure.id, version, JSON.stringify(procedure)],
  );
}

/** The editions of these cases, by `procedure/version`. */
export async function editionsOf(
  tx: ReadTx,
  cases: readonly { readonly procedure: string; readonly version: string }[],
): Promise<ReadonlyMap<string, Edition>> {
  const wanted = new Map(cases.map((one) => [keyOf(one), one]));
  const missing = [...wanted.values()].filter((one) => !known.has(keyOf(one)));
  if (missing.length > 0) {
    const rows = await tx.rows<{ procedure: string; version: string; body: Procedure }>(
      `select e.procedure, e.version, e.body from mingbai.procedure_edition e
       join unnest($1::text[], $2::text[]) as w(procedure, version) on e.procedure = w.procedure and e.version = w.version`,
      [missing.map(({ procedure }) => procedure), missing.map(({ version }) => version)],
    );
    for (const { procedure, version, body } of rows)
      known.set(keyOf({ procedure, version }), { procedure: body, version });
  }
  return new Map(
    [...wanted.keys()].map((key) => {
      const edition = known.get(key);
      if (edition === undefined) throw new RangeError(`no text of procedure ${key}`);
      return [key, edition];
    }),
  );
}

export function keyOf({
  procedure,
  version,
}: {
  readonly procedure: string;
  readonly version: string;
}): string {
  return `${procedure}/${version}`;
}
