import { countyOf, type CaseRefusal, type Procedure, type RegionCode } from '@mingbai/core';
import { askRegister, type LoadedProcedure } from '@mingbai/policy';
import type { ReadTx } from '@mingbai/store';
import { libraryIn } from '../policy/effective.ts';

type Refused = ReadonlyMap<string, CaseRefusal>;

/** Why these households or places may not begin, in the words of the procedure; who may is not among them. */
export async function startRefused(
  tx: ReadTx,
  loaded: LoadedProcedure,
  region: RegionCode,
  on: string,
  subjects: readonly string[],
): Promise<Refused> {
  const refused = await startsRefused(tx, loaded.procedure.subject, [loaded], region, on, subjects);
  return refused.get(loaded.procedure.id) ?? new Map();
}

/** The same of several procedures about such subjects, by their ids: the register is asked once. */
export async function startsRefused(
  tx: ReadTx,
  noun: Procedure['subject'],
  all: readonly LoadedProcedure[],
  region: RegionCode,
  on: string,
  subjects: readonly string[],
): Promise<ReadonlyMap<string, Refused>> {
  const refused = new Map<string, Map<string, CaseRefusal>>(
    all.map(({ procedure }) => [procedure.id, new Map()]),
  );
  if (subjects.length === 0) return refused;
  const county = countyOf(region);
  for (const { procedure } of all)
    if (procedure.once)
      for (const { id, day } of await tx.rows<{ id: string; day: string }>(DONE, [
        county,
        procedure.id,
        noun,
        subjects,
      ]))
        refused.get(procedure.id)?.set(id, { code: 'done-already', details: { on: day } });
  const starts = all.flatMap((one) => one.starts);
  if (noun === 'county' || starts.length === 0) return refused;
  const library = await libraryIn(tx);
  const view = { county, region, on, parameters: library.parameters };
  const expressions = starts.map(({ expression }) => expression);
  const asked = await askRegister(tx, library, view, noun, expressions, subjects);
  for (const id of subjects) {
    const answers = asked.get(id);
    const unmet = new Set(starts.filter((_, index) => answers?.[index] !== true));
    for (const { procedure, starts: own } of all) {
      const lacking = own.filter((start) => unmet.has(start));
      const known = refused.get(procedure.id);
      if (lacking.length > 0 && known !== undefined && !known.has(id)) known.set(id, conditionOf(lacking));
    }
  }
  return refused;
}

function conditionOf(lacking: readonly { readonly zh: string; readonly en: string }[]): CaseRefusal {
  const condition = lacking.map(({ en }) => en).join('; ');
  const conditionZh = lacking.map(({ zh }) => zh).join('；');
  return { code: 'condition', details: { condition, conditionZh } };
}

const DONE = `select case when $3 = 'household' then subject_id::text else lpad(subject_id::text, 12, '0') end as id, max(since)::text as day
  from mingbai.procedure_case where county = $1 and procedure = $2 and noun = $3 and subject_id = any($4::bigint[]) and ended = 'done' group by 1`;
