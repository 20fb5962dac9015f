import type { Writable } from 'node:stream';
import { findField, COUNTRY } from '@mingbai/core';
import type { ImportSheet } from '@mingbai/core/api';
import { markWorkbook, rowFacts } from '@mingbai/exchange';
import { allFaults, doubtsOf, type ImportRow } from '@mingbai/store';
import { uploadPath, type ImportContext } from './context.ts';
import type { Counts } from './counts.ts';

/**
 * Streams the uploaded file back with every fault in its own cell; answers its name. The rest of the writing goes
 * on behind: an error then ends the stream.
 */
export async function markedFile(context: ImportContext, job: ImportRow, out: Writable): Promise<string> {
  const source = await context.vault.files.open(uploadPath(context, job.stored_as));
  const counts = job.counts as Counts | null;
  const written = context.database.read({ region: COUNTRY, user: '' }, async (tx) => {
    const { doubts } = await doubtsOf(tx, job.id);
    return markWorkbook({
      source,
      name: job.file,
      faults: allFaults(tx, job.id),
      masked: true,
      out,
      fieldName: (key) => findField(key)?.zh,
      ...(counts === null
        ? {}
        : { summary: (file) => factsOf(job, file, counts), totals: totalsOf(counts, doubts) }),
    });
  });
  written.catch((error: Error) => out.destroy(error)).finally(() => void source.close());
  return job.file.replace(
    /(\.[^.]*)?$/,
    (extension) => `-检查结果${/\.(xlsx|xlsm|zip)$/i.test(extension) ? extension : '.xlsx'}`,
  );
}

/** As the page of the import counts them, whatever of it is kept for reading. */
function totalsOf({ errors, warnings }: Counts, doubts: readonly { readonly count: number }[]) {
  return { error: errors, warning: warnings, doubt: doubts.reduce((sum, { count }) => sum + count, 0) };
}

function factsOf({ sheets }: ImportRow, file: string, { headless }: Counts) {
  return [
    ...rowFacts((sheets as ImportSheet[]).filter((sheet) => sheet.file === file)),
    // Rows of members that are right in themselves have no cell of their own to mark.
    ...(headless === undefined
      ? []
      : [
          {
            zh: '户主一行有误、暂无户主的户',
            en: 'Households without a head because its row is wrong',
            value: `${headless.households}（第 ${headless.rows.join('、')}${headless.households > headless.rows.length ? ' …' : ''} 行 rows）`,
          },
        ]),
  ];
}
