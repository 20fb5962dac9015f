import type { KeepTx } from './tx.ts';

/**
 * Rows that are jobs: what a patch sets, `name = $2, …` behind `$1` for the row, and the values; columns of `json` as
 * JSON text.
 */
export function patchOf(
  patch: object,
  json: ReadonlySet<string>,
): { readonly sets: string[]; readonly values: unknown[] } {
  const entries = Object.entries(patch);
  return {
    sets: entries.map(([name], index) => `${name} = $${index + 2}`),
    values: entries.map(([name, value]) =>
      json.has(name) && value !== null ? JSON.stringify(value) : value,
    ),
  };
}

/** Takes effect at once for a job that nobody works on, for another where it next looks; false when it has ended. */
export async function cancelJob(tx: KeepTx, table: 'paper_job' | 'rule_run', id: string): Promise<boolean> {
  const touched = await tx.run(
    `update mingbai.${table} set cancel_asked_at = now(),
       state = case when state = 'queued' then 'cancelled' else state end,
       ended_at = case when state = 'queued' then now() end
     where id = $1 and state in ('queued', 'running')`,
    [id],
  );
  return touched === 1;
}
