import type { FindingWhy } from '@mingbai/core/api';
import { explainHit, factsOf, vocabularyOf, type Parameters, type Rule } from '@mingbai/policy';
import { sayWith } from '../findings/say.ts';
import { ruleSet } from '../rules/rule-set.ts';

type Kept = Readonly<Record<string, unknown>>;
type Vocabulary = ReturnType<typeof vocabularyOf>;
type Explained = NonNullable<ReturnType<typeof explainHit>>;

interface Found {
  readonly rule: string;
  readonly rule_version: string;
  readonly facts: Kept;
}

/** Parts that lie deeper tell nobody anything. */
const DEEPEST = 6;

/** Asks the rule again of the facts that a finding keeps. */
export async function whyFound({ rule: id, rule_version, facts }: Found): Promise<FindingWhy> {
  const { rules, parameters } = await ruleSet();
  const rule = rules.find((one) => one.id === id);
  if (!rule)
    return { when: null, sameVersion: false, words: null, decided: [], names: {}, trace: [], turns: [] };
  const said = explainHit(rule, facts, parameters);
  return {
    when: rule.when,
    sameVersion: rule.version === rule_version,
    words: said?.words ?? null,
    decided: (said?.decided ?? []).map(({ words, path }) => ({ ...words, value: valueAt(facts, path) })),
    names: namesOf(rule, facts, parameters),
    trace: said ? lines(said.trace, 0) : [],
    turns: (said?.turns ?? []).map(({ words }) => words),
  };
}

/** As the ledger keeps it, codes by their label: `户.户类型` stands beside the lists of members. */
function valueAt(facts: Kept, path: readonly (string | number)[]): FindingWhy['decided'][number]['value'] {
  let value: unknown = facts[path.join('.')];
  if (value === undefined) {
    value = facts;
    for (const step of path) value = (value as Record<string | number, unknown> | null | undefined)?.[step];
  }
  return { zh: sayWith('{value}', { value }, 'zh'), en: sayWith('{value}', { value }, 'en') };
}

/** Also the names within members of lists. */
function namesOf(rule: Rule, facts: Kept, parameters: Parameters): Record<string, string> {
  const names: Record<string, string> = {};
  const note = (kept: unknown, vocabulary: Vocabulary): void => {
    if (Array.isArray(kept)) for (const each of kept) note(each, vocabulary);
    if (typeof kept !== 'object' || kept === null || Array.isArray(kept)) return;
    for (const [name, value] of Object.entries(kept)) {
      const [first = name, ...rest] = name.split('.');
      const entry = vocabulary[first];
      const inner = entry === undefined ? {} : entriesOf(entry.type);
      const en = (rest.length === 0 ? entry : inner[rest.join('.')])?.en;
      if (en !== undefined) names[name] = en;
      note(value, inner);
    }
  };
  note(facts, vocabularyOf(factsOf(rule.subject, parameters)));
  return names;
}

function entriesOf(type: Vocabulary[string]['type']): Vocabulary {
  if (type.kind === 'context') return type.entries;
  return type.kind === 'list' ? entriesOf(type.of) : {};
}

/** What stands for itself, a name or a value, has been said in the part around it. */
function lines(part: Explained['trace'], depth: number): FindingWhy['trace'] {
  const { zh, en, source, parts } = part;
  if (depth > 0 && parts.length === 0) return [];
  const inner = depth < DEEPEST ? parts.flatMap((each) => lines(each, depth + 1)) : [];
  return [{ zh, en, source, depth }, ...inner];
}
