import type { AnswerFault, CaseRefusal, ProcedureAction, ProcedureQuestion } from '@mingbai/core';
import { questionWords } from '@mingbai/core';
import type { ReadTx } from '../db/tx.ts';
import type { Standing } from './standing.ts';

interface Named {
  readonly case: string;
  readonly household: string | null;
  readonly question: ProcedureQuestion;
  readonly ids: readonly string[];
  readonly action: ProcedureAction;
}

/** Answers that name somebody or something of the register: members of the case's household, another household in sight. */
export async function referencesRefused(
  tx: ReadTx,
  county: string,
  name: string,
  cases: readonly Standing[],
): Promise<ReadonlyMap<string, CaseRefusal>> {
  const named = cases.flatMap((standing) => namedBy(standing, name));
  if (named.length === 0) return new Map();
  const on = cases.map(({ brought }) => brought.on).toSorted()[0] ?? '';
  const members = await membersBy(tx, county, named, on);
  const households = await householdsAmong(tx, county, named);
  const answering = await responsibleBy(tx, county, named);
  const faults = new Map<string, AnswerFault[]>();
  for (const one of named) {
    const wrong = wrongIn(one, households, members, answering);
    if (wrong === undefined) continue;
    const words = questionWords(one.question);
    const fault = { key: one.question.key, zh: `${words.zh}：${wrong.zh}`, en: `${words.en}: ${wrong.en}` };
    faults.set(one.case, [...(faults.get(one.case) ?? []), fault]);
  }
  return new Map(
    [...faults].map(([id, wrong]) => [
      id,
      {
        code: 'form',
        details: {
          detail: wrong.map(({ en }) => en).join('; '),
          detailZh: wrong.map(({ zh }) => zh).join('；'),
        },
        faults: wrong,
      },
    ]),
  );
}

function namedBy({ case: id, edition, subject, noun, brought }: Standing, name: string): Named[] {
  const action = edition.procedure.actions[name];
  return (action?.form ?? []).flatMap((question): Named[] => {
    if (action === undefined || !REFERS.has(question.type ?? '')) return [];
    const answer = brought.given[question.key];
    const ids = (Array.isArray(answer) ? answer : [answer]).filter(
      (one) => typeof one === 'string' && /^\d{1,19}$/.test(one),
    );
    const household = noun === 'household' ? subject : null;
    return ids.length === 0 ? [] : [{ case: id, household, question, ids: ids.map(String), action }];
  });
}

const REFERS: ReadonlySet<string> = new Set(['household', 'person', 'persons', 'responsible']);

function wrongIn(
  one: Named,
  households: ReadonlySet<string>,
  members: ReadonlyMap<string, ReadonlySet<string>>,
  answering: ReadonlyMap<string, string>,
) {
  const { question, ids, household } = one;
  if (question.type === 'household') return otherWrong(one, households);
  if (question.type !== 'responsible') return membersWrong(one, members);
  return ids.every((id) => answering.get(id) === household)
    ? undefined
    : { zh: '不是本户现任帮扶责任人', en: 'does not answer for this household now' };
}

/** Households by who answers for them now, of those named. */
async function responsibleBy(
  tx: ReadTx,
  county: string,
  named: readonly Named[],
): Promise<ReadonlyMap<string, string>> {
  const asked = named.flatMap(({ question, ids }) => (question.type === 'responsible' ? ids : []));
  if (asked.length === 0) return new Map();
  const rows = await tx.rows<{ id: string; household: string }>(
    `select id::text, household_id::text as household from mingbai.responsible
     where county = $1 and id = any($2::bigint[]) and "to" is null`,
    [county, asked],
  );
  return new Map(rows.map(({ id, household }) => [id, household]));
}

/** Persons by household, on the earliest of the days: who has gone meanwhile is found when the effect is written. */
async function membersBy(
  tx: ReadTx,
  county: string,
  named: readonly Named[],
  on: string,
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const rows = await tx.rows<{ household: string; persons: string[] }>(
    `select household_id::text as household, array_agg(person_id::text) as persons from mingbai.membership
     where county = $1 and household_id = any($2::bigint[]) and ("to" is null or "to" > $3) group by 1`,
    [county, named.flatMap(({ household }) => household ?? []), on],
  );
  return new Map(rows.map(({ household, persons }) => [household, new Set(persons)]));
}

async function householdsAmong(
  tx: ReadTx,
  county: string,
  named: readonly Named[],
): Promise<ReadonlySet<string>> {
  const asked = named.flatMap(({ question, ids }) => (question.type === 'household' ? ids : []));
  if (asked.length === 0) return new Set();
  const rows = await tx.rows<{ id: string }>(
    `select id::text from mingbai.household where county = $1 and id = any($2::bigint[])`,
    [county, asked],
  );
  return new Set(rows.map(({ id }) => id));
}

function otherWrong({ ids, household }: Named, known: ReadonlySet<string>) {
  if (ids.some((id) => !known.has(id)))
    return { zh: '登记册中没有，或不在您的管辖范围内', en: 'not in the register, or outside your area' };
  return household !== null && ids.includes(household)
    ? { zh: '就是本户', en: 'is this very household' }
    : undefined;
}

function membersWrong(
  { ids, household, question, action }: Named,
  members: ReadonlyMap<string, ReadonlySet<string>>,
) {
  const here = members.get(household ?? '') ?? new Set();
  if (ids.some((id) => !here.has(id)))
    return { zh: '不是本户现有成员', en: 'not a member of this household' };
  const splits = action.writes.some(
    (effect) => effect.do === 'household.split' && effect.who === question.key,
  );
  return splits && ids.length >= here.size
    ? { zh: '分户后原户须至少留一人', en: 'somebody must stay in the household' }
    : undefined;
}
