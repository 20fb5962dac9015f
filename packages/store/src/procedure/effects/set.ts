import type { Noun } from '@mingbai/core';
import type { WriteTx } from '../../db/tx.ts';
import type { Desk, SaidFields, SaidValue } from '../../register/said-columns.ts';
import { addThings, say, type NewThing } from '../../register/say.ts';
import type { Effected } from './effected.ts';
import { valuesOf, type Written } from './values.ts';

/** Nouns of which a household has one row at the most. */
const OF_HOUSEHOLD: ReadonlySet<Noun> = new Set(['condition', 'guarantee', 'risk']);

/** Fields of the case's household or village, and of what it has one row of. */
export async function set(
  tx: WriteTx,
  desk: Desk,
  fields: Readonly<Record<string, Written>>,
  cases: readonly Effected[],
): Promise<void> {
  const byNoun = new Map<Noun, { one: Effected; values: Record<string, SaidValue> }[]>();
  for (const one of cases) {
    for (const [noun, values] of valuesOf(fields, one)) {
      byNoun.set(noun, [...(byNoun.get(noun) ?? []), { one, values }]);
      one.written.push({ do: 'set', noun, values });
    }
  }
  for (const [noun, said] of byNoun) {
    if (noun !== 'household' && noun !== 'village' && !OF_HOUSEHOLD.has(noun))
      throw new RangeError(`an effect sets no fields of ${noun}`);
    const rows = await rowsOf(
      tx,
      desk.county,
      noun,
      said.map(({ one }) => one),
    );
    const known = said.flatMap(({ one, values }) => {
      const id = rows.get(one.subject ?? '');
      return id === undefined ? [] : [{ id, on: one.on, fields: values as SaidFields<typeof noun> }];
    });
    await say(tx, desk, noun, known);
    const fresh = said.flatMap(({ one, values }): NewThing<typeof noun>[] =>
      rows.has(one.subject ?? '') || one.subject === null || noun === 'village'
        ? []
        : [
            {
              on: one.on,
              region: one.region,
              household: one.subject,
              fields: values as SaidFields<typeof noun>,
            },
          ],
    );
    await addThings(tx, desk, noun, fresh);
  }
}

/** The row of each subject; of a village that of its newest year. */
async function rowsOf(
  tx: WriteTx,
  county: string,
  noun: Noun,
  cases: readonly Effected[],
): Promise<ReadonlyMap<string, string>> {
  const subjects = cases.flatMap(({ subject }) => subject ?? []);
  if (noun === 'household') return new Map(subjects.map((id) => [id, id]));
  const owner = noun === 'village' ? 'region' : 'household_id';
  const newest = noun === 'village' ? ', year' : '';
  const rows = await tx.rows<{ subject: string; id: string }>(
    `select ${noun === 'village' ? `lpad(${owner}::text, 12, '0')` : `${owner}::text`} as subject, id::text from mingbai.${noun}
     where county = $1 and ${owner} = any($2::bigint[]) order by ${owner}${newest}`,
    [county, subjects],
  );
  return new Map(rows.map(({ subject, id }) => [subject, id]));
}
