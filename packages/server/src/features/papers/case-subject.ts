import {
  ageOn,
  dayText,
  describeIdentity,
  fieldNames,
  findField,
  nounOf,
  type PaperFacts,
  type PaperRow,
  type PaperTemplate,
  paperText,
} from '@mingbai/core';
import { openGiven, type ReadTx } from '@mingbai/store';
import { caseFacts } from './case-facts.ts';
import type { CaseTold } from './case-told.ts';
import { Numbers } from './numbers.ts';
import { placeFacts, placeOf } from './place.ts';
import { householdSubject, type PaperAsk, type PaperSubject, villageSubject } from './subject.ts';

/**
 * What papers say of a case: its household as the register has it, else as it was told, and the place; with what the
 * steps tell. What the register leaves open of the household is what the case was told of it.
 */
export async function caseSubject(
  tx: ReadTx,
  ask: PaperAsk,
  told: CaseTold,
  templates: readonly PaperTemplate[],
): Promise<PaperSubject> {
  const { row } = told;
  const base = await baseOf(tx, ask, told, templates);
  return {
    ...base,
    region: row.region,
    key: `case:${row.id}`,
    name: [row.title, row.household_no ?? ''].filter((part) => part !== '').join(' '),
    facts: { ...withAnswers(base.facts, told), ...caseFacts(told) },
  };
}

async function baseOf(
  tx: ReadTx,
  ask: PaperAsk,
  told: CaseTold,
  templates: readonly PaperTemplate[],
): Promise<Pick<PaperSubject, 'facts' | 'numbers'>> {
  const { row } = told;
  const ofVillage = templates.every(({ subject }) => subject === 'village');
  if (ofVillage && row.noun !== 'county') return villageSubject(tx, ask, row.region, templates);
  if (row.noun === 'household' && row.subject !== null) {
    const known = await householdSubject(tx, ask, row.subject);
    if (known !== undefined) return known;
  }
  const numbers = new Numbers(ask.vault, ask.full);
  const place = placeFacts(await placeOf(tx, row.region), null, ask.today);
  return { numbers, facts: { ...place, ...unregistered(told, ask, numbers) } };
}

/** A household that is not in the register: head and members as they were told. */
function unregistered({ given, row }: CaseTold, { vault, today }: PaperAsk, numbers: Numbers): PaperFacts {
  if (row.noun !== 'household') return {};
  const opened = openGiven(given, new Map(), vault);
  const people = Object.values(opened).find(isMembers) ?? [];
  const head = people.find((one) => one['membership.relation'] === 'head');
  return {
    户主姓名: row.title,
    户主证件号码: numberOf('户主证件号码', head, numbers),
    家庭人数: people.length === 0 ? '' : String(people.length),
    成员: people.map((one, at) => memberTold(one, at, numbers, today)),
  };
}

type Told = Readonly<Record<string, unknown>>;

function isMembers(value: unknown): value is Told[] {
  return Array.isArray(value) && value.some((one) => typeof one === 'object' && one !== null);
}

function memberTold(one: Told, at: number, numbers: Numbers, today: string): PaperRow {
  const open = fieldNames(['person', 'membership']).filter(({ field }) => !SEALED.has(field.type));
  const words = open.map(({ name, field }) => [name, paperText(field, valueOf(one[field.key]))]);
  const number = one['person.identity_no'];
  const said = one['person.birth_date'];
  const birth =
    typeof said === 'string' ? said : typeof number === 'string' ? describeIdentity(number).birth : undefined;
  const phone = one['person.phone'];
  return {
    ...Object.fromEntries(words),
    序号: String(at + 1),
    ...(birth === undefined ? {} : { 年龄: String(ageOn(birth, today)), 出生日期: dayText(birth) }),
    证件号码: numberOf('证件号码', one, numbers),
    成员联系电话:
      typeof phone === 'string' ? numbers.shown('成员联系电话', 'person.phone', 'phone', phone) : '',
  };
}

const SEALED: ReadonlySet<string> = new Set(['identity', 'phone', 'account']);

function numberOf(name: string, of: Told | undefined, numbers: Numbers): string {
  const number = of?.['person.identity_no'];
  return typeof number === 'string' ? numbers.shown(name, 'person.identity_no', 'identity_no', number) : '';
}

function valueOf(value: unknown): Parameters<typeof paperText>[1] {
  return value as Parameters<typeof paperText>[1];
}

/** Answers to questions of the dictionary, where the register says nothing yet: a class that is proposed, a cause. */
export function withAnswers(facts: PaperFacts, { edition, steps }: CaseTold): PaperFacts {
  const names = fieldNames(['household', 'condition', 'guarantee', 'income']);
  const more: Record<string, string> = {};
  for (const { form } of Object.values(edition.procedure.actions))
    for (const { key, field: asked } of form) {
      const field = asked === undefined ? undefined : findField(asked);
      const step = steps.findLast(({ given }) => key in given);
      if (field === undefined || step === undefined || SEALED.has(field.type)) continue;
      const text = paperText(field, valueOf(step.given[key]));
      const name =
        nounOf(field) === 'risk' && field.type === 'codes'
          ? '风险'
          : names.find((one) => one.field.key === field.key)?.name;
      if (name !== undefined && text !== '' && (facts[name] ?? '') === '') more[name] = text;
    }
  return { ...facts, ...more };
}
