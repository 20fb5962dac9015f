import { compile, type Expression, type Json, parse, type Value } from '@mingbai/policy-engine';
import type { ReadTx } from '@mingbai/store';
import type { RegisterView } from '../bind/register.ts';
import { personFacts } from '../check/facts-of-rows.ts';
import { factJson } from '../check/fact-json.ts';
import { mentionedIn, together } from '../check/mentioned.ts';
import { neededFor } from '../run/needed.ts';
import { readHouseholds } from '../run/read-households.ts';
import type { Facts } from '../vocabulary/fact.ts';
import { factsOf } from '../vocabulary/facts-of.ts';
import { vocabularyOf } from '../vocabulary/vocabulary.ts';
import { decide, type Decided } from './decide.ts';
import { findDecision } from './find.ts';
import type { DecisionLibrary } from './library.ts';

/** The decision that says what somebody may claim. */
const ENTITLEMENTS = '应享政策';

/** What it asks for, said in the register's words about a person. What nobody has registered stays unsaid. */
const ANSWERS: Readonly<Record<string, string>> = {
  年龄: '年龄',
  在校阶段: `if 在校生状况 = "小学" then "小学"
    else if 在校生状况 in ("七年级", "八年级", "九年级") then "初中"
    else if 在校生状况 in ("普通高中一年级", "普通高中二年级", "普通高中三年级") then "高中"
    else if 在校生状况 in ("中职一年级", "中职二年级", "中职三年级") then "中职"
    else if 在校生状况 in ("高职高专一年级", "高职高专二年级", "高职高专三年级") then "高职"
    else if 在校生状况 in ("本科一年级", "本科二年级", "本科三年级", "本科四年级", "本科五年级", "大专及以上") then "大学"
    else null`,
  在册: 'true',
  低保: '是否享受低保',
  特困: '是否特困供养人员',
  残疾等级: '残疾等级',
  危房级别: '户.危房级别',
  搬迁户: '户.是否易地搬迁户',
};

/** What one person may claim, and by which rows. */
export interface Entitled {
  readonly person: string;
  readonly decided: Decided;
}

/** What each person now in a household may claim by the policy of the day; undefined when it is out of sight. */
export async function entitlementsOf(
  tx: ReadTx,
  library: DecisionLibrary,
  view: RegisterView,
  id: string,
): Promise<readonly Entitled[] | undefined> {
  const facts = factsOf('person', library.parameters);
  const answers = readAnswers(facts);
  const names = together([...answers.values()].map((each) => mentionedIn(each, facts)));
  const [rows] = await readHouseholds(tx, view, neededFor([{ facts, names }]), [id]);
  if (!rows) return undefined;
  const decision = findDecision(library, ENTITLEMENTS, view.region, view.on);
  if (typeof decision === 'string') return [];
  return rows.members.flatMap((member): Entitled[] => {
    const values = personFacts(member, rows, facts, names, view);
    const given = [...answers].map(([name, expression]): [string, Json] => {
      const value: Value = compile(expression)(values);
      return [name, factJson(value, expression.type) as Json];
    });
    const decided = decide(library, decision, Object.fromEntries(given), view);
    return 'value' in decided ? [{ person: member.id, decided }] : [];
  });
}

/** Throws for a word that the dictionary no longer has: a test asks for it. */
function readAnswers(facts: Facts): ReadonlyMap<string, Expression> {
  const vocabulary = vocabularyOf(facts);
  return new Map(
    Object.entries(ANSWERS).map(([name, text]) => {
      const read = parse(text, vocabulary);
      if (!read.ok) throw new Error(`${name}: ${read.problems[0]?.en}`);
      return [name, read.expression];
    }),
  );
}
