import { findCode, type PaperRow, type RegionCode } from '@mingbai/core';
import { decide, findDecision, plain } from '@mingbai/policy';
import type { Json } from '@mingbai/policy-engine';
import type { ReadTx, StoredMember, StoredPage } from '@mingbai/store';
import { libraryIn } from '../policy/effective.ts';

const DECISION = '应享政策';

/** By the beginning of the code of the class that a pupil is in. */
const STAGES = [
  { begins: ['primary'], stage: '小学' },
  { begins: ['grade'], stage: '初中' },
  { begins: ['senior'], stage: '高中' },
  { begins: ['vocational'], stage: '中职' },
  { begins: ['college', 'technician'], stage: '高职' },
  { begins: ['university', 'postgraduate'], stage: '大学' },
];

/** What the policy of the day lets the members ask for, with the office; a policy that names nobody is said once. */
export async function entitledRows(tx: ReadTx, page: StoredPage, on: string): Promise<PaperRow[]> {
  const library = await libraryIn(tx);
  const decision = findDecision(library, DECISION, page.region, on);
  if (typeof decision === 'string') return [];
  const rows = page.members
    .filter(({ lasts }) => lasts)
    .flatMap((member) => {
      const decided = decide(library, decision, factsOf(page, member), {
        region: page.region as RegionCode,
        on,
      });
      if (!('value' in decided)) return [];
      const listed = plain(decided.value, decision.node.item.type);
      return (Array.isArray(listed) ? listed : []).map((one) => rowOf(member.name ?? '', one));
    });
  const once = new Map<string, PaperRow>();
  for (const row of rows) {
    const known = once.get(row['政策'] ?? '');
    const names = known === undefined ? row['姓名'] : `${known['姓名']}、${row['姓名']}`;
    once.set(row['政策'] ?? '', { ...row, 姓名: names ?? '' });
  }
  return [...once.values()];
}

function rowOf(姓名: string, value: Json): PaperRow {
  const of = value as Readonly<Record<string, Json>>;
  const text = (name: string): string =>
    of[name] === null || of[name] === undefined ? '' : String(of[name]);
  const amount = text('金额');
  return {
    姓名,
    政策: text('政策'),
    金额: amount === '' ? '按当地标准' : `${amount}元${text('周期') === '' ? '' : `／${text('周期')}`}`,
    部门: text('部门'),
  };
}

function factsOf(page: StoredPage, member: StoredMember): Record<string, Json> {
  const person = member.person.values;
  const enrolment = person['enrolment'];
  const stage = STAGES.find(({ begins }) =>
    begins.some((head) => typeof enrolment === 'string' && enrolment.startsWith(head)),
  )?.stage;
  const label = (list: 'disability-grade' | 'house-grade', code: unknown): string | undefined =>
    typeof code === 'string' ? findCode(list, code)?.zh : undefined;
  const known = {
    年龄: member.age ?? undefined,
    在校阶段: stage,
    在册: true,
    低保: person['low_income_allowance'] === true,
    特困: person['extreme_poverty_support'] === true,
    残疾等级: label('disability-grade', person['disability_grade']),
    危房级别: label('house-grade', page.condition?.values['house_grade']),
    搬迁户: page.household.values['relocated'] === true,
  };
  return Object.fromEntries(
    Object.entries(known).flatMap(([name, value]): [string, Json][] =>
      value === undefined ? [] : [[name, value]],
    ),
  );
}
