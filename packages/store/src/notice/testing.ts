import { type Procedure, procedureSchema } from '@mingbai/core';
import type { WriteTx } from '../db/tx.ts';

export const VILLAGE = '411525101201';

/** As short as a procedure with a notice can be. */
export const PROCEDURE: Procedure = procedureSchema.parse({
  id: 'tried',
  zh: '试验程序',
  en: 'Tried procedure',
  summary: { zh: '试验', en: 'For tests' },
  subject: 'household',
  from: '2020-01-01',
  source: { zh: '县里的办法', en: 'Rules of the county' },
  quality: 'reported',
  states: {
    noticed: {
      zh: '村级公示',
      en: 'Village notice',
      notice: {
        zh: '拟认定监测对象名单公示',
        en: 'List of households to be watched over',
        period: { days: 5 },
        place: 'village',
        template: 'notice',
        columns: ['size', 'class', 'cause-kind', 'outcome'],
        proposes: { zh: '拟认定', en: 'To be identified' },
      },
    },
    identified: { zh: '认定为监测对象', en: 'Identified', end: 'done' },
  },
  actions: {
    post: { zh: '张贴', en: 'Post', from: ['new'], to: 'noticed', by: ['village_worker'] },
    pass: {
      zh: '通过',
      en: 'Pass',
      from: ['noticed'],
      to: 'identified',
      by: ['village_worker'],
      afterNotice: true,
    },
  },
});

export interface Household {
  readonly head: string;
  readonly birth?: string;
  readonly region?: string;
  readonly cause?: string;
  readonly child?: { readonly name: string; readonly birth: string };
}

/** Households with their heads, and a case of each in the state `noticed`. Returns the cases. */
export async function openCases(
  tx: WriteTx,
  county: string,
  households: readonly Household[],
): Promise<string[]> {
  const cases: string[] = [];
  for (const { head, birth = '1970-01-01', region = VILLAGE, cause = 'illness', child } of households) {
    const home = await thing(tx, 'household', county, region, {
      household_no: head,
      village_group: '三组',
      poverty_class: 'general',
      main_cause: cause,
    });
    await member(tx, county, region, home, 'head', head, birth);
    if (child) await member(tx, county, region, home, 'son', child.name, child.birth);
    const row = await tx.find<{ id: string }>(
      `insert into mingbai.procedure_case (county, region, procedure, version, noun, subject_id, title, state, since, roles, actions, opened_at, changed_at, entry)
       values ($1, $2, 'tried', '1', 'household', $3, $4, 'noticed', '2026-01-01', '{village_worker}', 1, now(), now(), $5) returning id::text`,
      [county, region, home, head, tx.entry],
    );
    cases.push(row?.id ?? '');
  }
  return cases;
}

async function member(
  tx: WriteTx,
  county: string,
  region: string,
  household: string,
  relation: string,
  name: string,
  birth: string,
): Promise<void> {
  const person = await thing(tx, 'person', county, region, {
    person_no: `${household}-${name}`,
    name,
    birth_date: birth,
  });
  await thing(tx, 'membership', county, region, { household_id: household, person_id: person, relation });
}

async function thing(
  tx: WriteTx,
  noun: string,
  county: string,
  region: string,
  values: Readonly<Record<string, string>>,
): Promise<string> {
  const names = Object.keys(values);
  const row = await tx.find<{ id: string }>(
    `insert into mingbai.${noun} (county, id, region, ${names.join(', ')}, valid_from, known_from, entry)
     values ($1, nextval('mingbai.thing_id'), $2, ${names.map((_name, at) => `$${at + 4}`).join(', ')}, '2026-01-01', now(), $3) returning id::text`,
    [county, region, tx.entry, ...Object.values(values)],
  );
  return row?.id ?? '';
}
