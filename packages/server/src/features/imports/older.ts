import { COUNTRY } from '@mingbai/core';
import type { ImportJob } from '@mingbai/core/api';
import type { Database, ImportRow, StageLayout } from '@mingbai/store';

type Older = NonNullable<NonNullable<ImportJob['counts']>['older']>;

/** By form the last day of which the county's committed files speak, whoever brought them. */
export function newestOf(database: Database, { county }: ImportRow): Promise<ReadonlyMap<string, string>> {
  return database.read({ region: COUNTRY, user: '' }, async (tx) => {
    const rows = await tx.rows<{ form: string; day: string }>(
      `select l->>'form' as form, max(l->>'dataDate') as day from mingbai.import i, jsonb_array_elements(i.layouts) l
       where i.county = $1 and i.state = 'committed' group by 1`,
      [county],
    );
    return new Map(rows.map(({ form, day }) => [form, day]));
  });
}

/**
 * Whether writing would change what is believed today, though a file of a later day was written: that one said it as it
 * was, which leaves no statement behind. `today`: by layout, how much of today would change.
 */
export function olderThan(
  layouts: readonly StageLayout[],
  today: readonly number[],
  newest: ReadonlyMap<string, string>,
): Older | undefined {
  let older: Older | undefined;
  for (const [index, { form, dataDate }] of layouts.entries()) {
    const day = newest.get(form) ?? '';
    const changes = today[index] ?? 0;
    if (day <= dataDate || changes === 0) continue;
    const last = older === undefined || day > older.day ? day : older.day;
    older = { day: last, changes: changes + (older?.changes ?? 0) };
  }
  return older;
}

export function olderRemark({ day, changes }: Older, dataDate: string): { zh: string; en: string } {
  return {
    zh: `登记簿里已写入过 ${day} 的同类表，比这份文件（${dataDate}）新。这份文件与现在不同的 ${changes} 处写入后会成为现状：请先看“变化”一页；若以 ${day} 的为准，写入后把那份文件再导入一次`,
    en: `A file of the same form as of ${day} was written before, newer than this one (${dataDate}). ${changes === 1 ? '1 statement of today differs here and would be changed' : `${changes} statements of today differ here and would be changed`}: look at the changes first. If that of ${day} is right, import that file once more afterwards`,
  };
}
