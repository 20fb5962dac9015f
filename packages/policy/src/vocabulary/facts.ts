import { listOf } from '@mingbai/policy-engine';
import {
  NEIGHBOURS_OF_HOUSEHOLD,
  NEIGHBOURS_OF_PERSON,
  OF_DAY,
  OF_HOUSEHOLD,
  OF_PERSON,
  OF_VILLAGE,
} from './derived-facts.ts';
import type { Fact, Facts, Nested, Subject } from './fact.ts';
import { fieldFacts } from './field-facts.ts';
import { VILLAGE_SUMS } from './village-sums.ts';
import { contextOf } from './vocabulary.ts';

/** A person now in a household, seen from it: nothing around them, no neighbours. */
const MEMBER: Facts = new Map([...fieldFacts(['person', 'membership', 'work']), ...OF_PERSON]);
const VILLAGE: Facts = new Map([...fieldFacts(['village']), ...OF_VILLAGE]);
const RESPONSIBLE: Facts = fieldFacts(['responsible']);

/** Nouns in the order in which they keep a shared name. */
const HOUSEHOLD: Facts = new Map([
  ...fieldFacts(['household', 'condition', 'guarantee', 'risk', 'measure', 'income'], {
    guarantee: '保障核查',
    income: '收入账',
  }),
  ...OF_HOUSEHOLD,
]);

const AROUND_HOUSEHOLD: Facts = new Map([
  around('成员', 'Members', 'members', MEMBER),
  around('帮扶责任人', 'Responsible persons', 'responsible', RESPONSIBLE),
]);

/** Every name that a rule on the subject may use, besides the parameters (`parameterFacts`). */
export const FACTS: Readonly<Record<Subject, Facts>> = {
  person: new Map([
    ...MEMBER,
    ...OF_DAY,
    ...NEIGHBOURS_OF_PERSON,
    around('户', 'Household', 'household', new Map([...HOUSEHOLD, ...AROUND_HOUSEHOLD])),
  ]),
  household: new Map([
    ...HOUSEHOLD,
    ...OF_DAY,
    ...NEIGHBOURS_OF_HOUSEHOLD,
    ...AROUND_HOUSEHOLD,
    around('村', 'Village', 'village', VILLAGE),
  ]),
  village: new Map([...VILLAGE, ...OF_DAY, ...VILLAGE_SUMS]),
};

function around(zh: string, en: string, of: Nested, facts: Facts): [string, Fact] {
  const one = contextOf(facts);
  const type = of === 'members' || of === 'responsible' ? listOf(one) : one;
  return [zh, { type, source: { kind: 'nested', of, facts }, zh, en, aliases: [] }];
}
