import {
  fieldNames,
  fieldOf,
  type Field,
  type Noun,
  type PaperFacts,
  type PaperRow,
  paperText,
} from '@mingbai/core';
import type { RecordValues } from '@mingbai/core/api';
import type { StoredMember, StoredPage } from '@mingbai/store';
import { incomeFacts, paidRows } from './income-facts.ts';
import type { Numbers } from './numbers.ts';
import { type Place, placeFacts } from './place.ts';
import { helpRows, measureFacts, whyWords } from './plain-words.ts';

/** What stands beside the household's own rows. */
export interface Around {
  readonly place: Place;
  readonly numbers: Numbers;
  /** Rows of `可享政策`. */
  readonly entitled: readonly PaperRow[];
  readonly today: string;
}

/** What papers say of one household, in words; names as `paperNames('household')` has them. */
export function householdFacts(page: StoredPage, { place, numbers, entitled, today }: Around): PaperFacts {
  const head = headOf(page);
  const members = page.members.filter(({ lasts }) => lasts);
  return {
    ...placeFacts(place, page.group, today),
    ...recordFacts(['household', 'condition', 'guarantee', 'income'], {
      household: page.household.values,
      condition: page.condition?.values ?? {},
      guarantee: page.guarantee?.values ?? {},
      income: latestIncome(page),
    }),
    户主姓名: head?.name ?? '',
    户主证件号码: numbers.text('户主证件号码', 'person', 'identity_no', head?.identity ?? null),
    户联系电话: numbers.text('户联系电话', 'household', 'phone', page.phone),
    银行卡号: numbers.text('银行卡号', 'household', 'bank_account', page.bank_account),
    家庭人数: String(members.length),
    风险: riskWords(page),
    为什么: whyWords(page),
    成员: members.map((member, at) => memberRow(member, at, numbers)),
    原成员: page.members.filter(({ lasts }) => !lasts).map((member, at) => memberRow(member, at, numbers)),
    帮扶责任人: page.responsible.map((person) => ({
      ...recordFacts(['responsible'], { responsible: person.values }),
      帮扶责任人联系电话: numbers.text('帮扶责任人联系电话', 'responsible', 'phone', person.phone),
    })),
    监测: page.risk.map(({ values }) => recordFacts(['risk'], { risk: values })),
    ...measureFacts(page.measures),
    ...incomeFacts(page.incomes),
    得到的帮扶: [...helpRows(page.measures), ...paidRows(page.incomes)],
    可享政策: entitled,
  };
}

/** A row of the village's list of households. */
export function householdRow(page: StoredPage, at: number, { place, numbers }: Around): PaperRow {
  const head = headOf(page);
  return {
    ...recordFacts(['household'], { household: page.household.values }),
    序号: String(at + 1),
    村: place.village ?? '',
    组: page.group ?? '',
    户主姓名: head?.name ?? '',
    户主证件号码: numbers.text('户主证件号码', 'person', 'identity_no', head?.identity ?? null),
    户联系电话: numbers.text('户联系电话', 'household', 'phone', page.phone),
    银行卡号: numbers.text('银行卡号', 'household', 'bank_account', page.bank_account),
    家庭人数: String(page.members.filter(({ lasts }) => lasts).length),
  };
}

export function headOf(page: StoredPage): StoredMember | undefined {
  const now = page.members.filter(({ lasts }) => lasts);
  return now.find(({ membership }) => membership['relation'] === 'head') ?? now[0];
}

export function memberRow(member: StoredMember, at: number, numbers: Numbers): PaperRow {
  return {
    ...recordFacts(['person', 'membership', 'work'], {
      person: member.person.values,
      membership: member.membership,
      work: member.work[0] ?? {},
    }),
    序号: String(at + 1),
    姓名: member.name ?? '',
    年龄: member.age === null ? '' : String(member.age),
    证件号码: numbers.text('证件号码', 'person', 'identity_no', member.identity),
    成员联系电话: numbers.text('成员联系电话', 'person', 'phone', member.phone),
  };
}

/** Open values of rows of the register by the names of papers. */
export function recordFacts(
  nouns: readonly Noun[],
  records: Partial<Record<Noun, RecordValues>>,
): Record<string, string> {
  const facts: Record<string, string> = {};
  for (const { name, column, field } of fieldNames(nouns)) {
    const noun = field.key.slice(0, field.key.indexOf('.')) as Noun;
    facts[name] = paperText(field, records[noun]?.[column]);
  }
  return facts;
}

function latestIncome(page: StoredPage): RecordValues {
  const year = page.incomes[0]?.year;
  return Object.fromEntries(
    page.incomes.filter((one) => one.year === year).map(({ item, fen }) => [item, fen]),
  );
}

const RISKS: Field = fieldOf('risk.risks');

/** Those not removed. */
function riskWords(page: StoredPage): string {
  const open = page.risk.filter(({ values }) => values['removed'] !== true);
  const words = open.map(({ values }) => paperText(RISKS, values['risks'])).filter((text) => text !== '');
  return [...new Set(words)].join('、');
}
