import { countyOf, type RegionCode } from '@mingbai/core';
import type { HouseholdJudgement } from '@mingbai/core/api';
import {
  decideOfHousehold,
  plain,
  turnsOf,
  wordsOfDecision,
  type Decided,
  type DecisionLibrary,
  type HouseholdDecision,
} from '@mingbai/policy';
import type { Json } from '@mingbai/policy-engine';
import type { ReadTx } from '@mingbai/store';
import { libraryIn } from './effective.ts';

/** What the policy of a day says of a household in sight; undefined when it is not. */
export async function judgementsOf(
  tx: ReadTx,
  id: string,
  on: string,
): Promise<HouseholdJudgement[] | undefined> {
  const [household] = await tx.rows<{ region: string }>(
    `select lpad(region::text, 12, '0') as region from mingbai.household where id = $1`,
    [id],
  );
  if (!household) return undefined;
  const region = household.region as RegionCode;
  const decisions = await libraryIn(tx);
  const view = { county: countyOf(region), region, on, parameters: decisions.parameters };
  const decided = await decideOfHousehold(tx, decisions, view, id);
  if (!decided) return undefined;
  const names = await tx.rows<{ id: string; name: string | null }>(
    `select p.id::text, p.name from mingbai.membership m join mingbai.person p on p.county = m.county and p.id = m.person_id
     where m.county = $1 and m.household_id = $2`,
    [Number(view.county), id],
  );
  const nameOf = new Map(names.map((person) => [person.id, person.name]));
  return decided.map((each) => judgementView(each, nameOf, decisions));
}

export function judgementView(
  { decided, person }: HouseholdDecision,
  nameOf: ReadonlyMap<string, string | null>,
  library: DecisionLibrary,
): HouseholdJudgement {
  const { decision, value, sentences, taken, missing } = decided;
  const { model, node } = decision;
  const { type } = node.item;
  return {
    decision: { zh: node.name, en: node.element.label ?? node.name },
    question: node.element.question ?? null,
    questionEn: node.element.extensions['mingbai:questionEn'] ?? null,
    figures: figuresOf(decided, library),
    person: person === null ? null : { id: person, name: nameOf.get(person) ?? null },
    result: entriesOf(plain(value, type)),
    version: model.version,
    from: model.from,
    region: model.region,
    source: { ...model.source },
    quality: model.quality,
    sentences: sentences.map(({ zh, en, depth }) => ({ zh, en, depth })),
    parameters: taken.map(({ parameter, value: held }) => ({
      name: { zh: parameter.zh, en: parameter.en },
      value: held.value,
      from: held.from,
      source: { ...held.source },
      quality: held.quality,
    })),
    missing: [...missing],
    changes: turnsOf(decided).map((turn) => ({
      fact: turn.fact,
      from: textOf(plain(turn.from, turn.type)),
      to: textOf(plain(turn.to, turn.type)),
      result: entriesOf(plain(turn.value, type))
        .map((entry) => (entry.name === null ? entry.value : `${entry.name}：${entry.value}`))
        .join('；'),
      entries: entriesOf(plain(turn.value, type)),
    })),
  };
}

/** What stands beside the outcome without opening it: the amounts in yuan that were held against each other. */
function figuresOf({ decision, facts, taken }: Decided, library: DecisionLibrary) {
  const figures = new Map(taken.map(({ parameter, value }) => [parameter.zh, value.value]));
  return wordsOfDecision(decision, library)
    .facts.toSorted((a, b) => Number(a.parameter !== null) - Number(b.parameter !== null))
    .flatMap(({ name, en, type, unit }) => {
      if (type !== 'number' || unit !== '元') return [];
      const value = figures.get(name) ?? plain(facts.get(name) ?? null);
      return typeof value === 'number' ? [{ zh: name, en: en ?? name, value, unit }] : [];
    });
}

export function entriesOf(value: Json): HouseholdJudgement['result'] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return [{ name: null, value: textOf(value) }];
  }
  return Object.entries(value).map(([name, each]) => ({ name, value: textOf(each) }));
}

function textOf(value: Json): string {
  if (value === null) return '';
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return value ? '是' : '否';
  return typeof value === 'number' ? String(value) : JSON.stringify(value);
}
