import { countyOf, type CaseRefusal, type RegionCode } from '@mingbai/core';
import { askRegister, type LoadedProcedure } from '@mingbai/policy';
import type { ReadTx } from '@mingbai/store';
import { libraryIn } from '../policy/effective.ts';

/** Why these households or places may not begin, in the words of the procedure; who may is not among them. */
export async function startRefused(
  tx: ReadTx,
  { procedure, starts }: LoadedProcedure,
  region: RegionCode,
  on: string,
  subjects: readonly string[],
): Promise<ReadonlyMap<string, CaseRefusal>> {
  const refused = new Map<string, CaseRefusal>();
  const { subject } = procedure;
  if (subjects.length === 0) return refused;
  const county = countyOf(region);
  if (procedure.once)
    for (const { id, day } of await tx.rows<{ id: string; day: string }>(DONE, [
      county,
      procedure.id,
      subject,
      subjects,
    ]))
      refused.set(id, { code: 'done-already', details: { on: day } });
  if (subject === 'county' || starts.length === 0) return refused;
  const library = await libraryIn(tx);
  const view = { county, region, on, parameters: library.parameters };
  const asked = await askRegister(
    tx,
    library,
    view,
    subject,
    starts.map(({ expression }) => expression),
    subjects,
  );
  for (const id of subjects) {
    const unmet = starts.filter((_, index) => asked.get(id)?.[index] !== true);
    if (unmet.length === 0 || refused.has(id)) continue;
    refused.set(id, {
      code: 'condition',
      details: {
        condition: unmet.map(({ en }) => en).join('; '),
        conditionZh: unmet.map(({ zh }) => zh).join('；'),
      },
    });
  }
  return refused;
}

const DONE = `select case when $3 = 'household' then subject_id::text else lpad(subject_id::text, 12, '0') end as id, max(since)::text as day
  from mingbai.procedure_case where county = $1 and procedure = $2 and noun = $3 and subject_id = any($4::bigint[]) and ended = 'done' group by 1`;
