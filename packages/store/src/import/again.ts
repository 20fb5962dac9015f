import type { KeepTx, ReadTx } from '../db/tx.ts';
import { findImport, registerPulse, updateImport, type ImportRow } from './job.ts';

/**
 * The committed import of the very same file, of the same area and day, read on the same basis, after which the
 * county's register has not been written: reading the file once more would find everything as it left it.
 */
export async function findTwin(
  tx: ReadTx,
  job: ImportRow,
  basis: Buffer,
  today: string,
): Promise<ImportRow | undefined> {
  const row = await tx.find<{ id: string }>(
    `select id::text from mingbai.import where county = $1 and digest = $2 and state = 'committed'
       and region = $3 and data_date = $4 and file = $5 and mapping = $6 and basis = $7 and checked_at_pulse + 1 = $8
       and (read_on = $9::date or counts ->> 'errors' = '0' and counts ->> 'warnings' = '0')
       and not exists (select from jsonb_array_elements(counts -> 'nouns') n where (n ->> 'absent')::bigint > 0)
     order by import.id desc limit 1`,
    [
      job.county,
      job.digest,
      job.region,
      job.data_date,
      job.file,
      JSON.stringify(job.mapping),
      basis,
      await registerPulse(tx, job.county),
      today,
    ],
  );
  return row === undefined ? undefined : findImport(tx, row.id);
}

/** Gives an import the result of its twin: sheets, faults, repairs, and counts that say nothing is new. */
export async function answerAsTwin(
  tx: KeepTx,
  job: ImportRow,
  twin: ImportRow,
  counts: unknown,
): Promise<void> {
  await tx.run('delete from mingbai.import_fault where import = $1', [job.id]);
  await tx.run('delete from mingbai.import_repair where import = $1', [job.id]);
  await tx.run(
    `insert into mingbai.import_fault (import, number, region, file, sheet, row, col, field, value, rule, severity, zh, en, by_register, who)
     select $1, number, region, file, sheet, row, col, field, value, rule, severity, zh, en, by_register, who
     from mingbai.import_fault where import = $2`,
    [job.id, twin.id],
  );
  await tx.run(
    `insert into mingbai.import_repair (import, number, region, file, sheet, row, col, field, from_value, to_value, how)
     select $1, number, region, file, sheet, row, col, field, from_value, to_value, how
     from mingbai.import_repair where import = $2`,
    [job.id, twin.id],
  );
  await updateImport(tx, job.id, {
    sheets: twin.sheets,
    layouts: [],
    counts,
    checked_at_pulse: await registerPulse(tx, job.county),
    identical_to: twin.id,
    identical_at: twin.committed_at,
  });
}
