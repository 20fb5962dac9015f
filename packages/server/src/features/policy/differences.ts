import type { RegionCode } from '@mingbai/core';
import type { PolicyCheck, PolicyDraftContent } from '@mingbai/core/api';
import {
  caseDifferences,
  type DecisionLibrary,
  type Difference,
  type DraftCheck,
  findDecision,
  indexDecisions,
  modelDifferences,
  parameterAt,
  type PolicyCase,
  type PolicyModel,
} from '@mingbai/policy';

type Compared = Pick<PolicyCheck, 'against' | 'differences'>;

interface Draft {
  readonly name: string;
  readonly region: RegionCode;
  readonly content: PolicyDraftContent;
}

/** How a draft differs from what is in force in its region on its first day, row by row. `cases`: those of the house. */
export function comparedWith(
  library: DecisionLibrary,
  draft: Draft,
  { model, version }: DraftCheck,
  cases: readonly PolicyCase[],
): Compared {
  const { content, region } = draft;
  if (content.kind === 'parameter') return figureCompared(library, draft, content);
  // What was published of this very draft is no more than the draft itself.
  const others = library.models.filter((each) => each.version !== version);
  const found = findDecision(
    { ...library, decisions: indexDecisions(others) },
    draft.name,
    region,
    content.from,
  );
  if (typeof found === 'string' || model === null) return { against: null, differences: [] };
  const held = found.model;
  const names = new Set(held.model.decisions.flatMap(({ name, label }) => [name, label ?? name]));
  const before = held.cases ?? cases.filter(({ decision }) => names.has(decision));
  const chinese = new Map(held.model.decisions.map(({ name, label }) => [label ?? name, name]));
  const differences = [
    ...modelDifferences(held.model, model.model),
    ...caseDifferences(
      before.map((each) => ({ ...each, decision: chinese.get(each.decision) ?? each.decision })),
      content.cases,
    ),
  ];
  return {
    against: {
      version: held.version,
      edition: held.edition?.number ?? null,
      from: held.from,
      region: held.region,
    },
    differences: differences.map(namesOf(model, held, [...before, ...content.cases])),
  };
}

/** Names in both languages, as either model has them. */
function namesOf(
  now: PolicyModel,
  was: PolicyModel,
  cases: readonly Pick<PolicyCase, 'zh' | 'en'>[],
): (difference: Difference) => PolicyCheck['differences'][number] {
  const called = new Map(cases.flatMap(({ zh, en }) => (en === undefined ? [] : [[zh, en] as const])));
  const both = (zh: string) => ({
    zh,
    en: now.english.names.get(zh) ?? was.english.names.get(zh) ?? NOTES[zh] ?? called.get(zh) ?? zh,
  });
  return ({ subject, where, column, before, after }) => ({
    subject: both(subject),
    where: { ...where },
    column: column === null ? null : both(column),
    before,
    after,
  });
}

/** Headings of the columns that every table has. */
const NOTES: Readonly<Record<string, string>> = {
  说明: 'Note in Chinese',
  Note: 'Note in English',
  依据: 'Source',
};

function figureCompared(
  library: DecisionLibrary,
  { name, region }: Draft,
  { value, from }: Extract<PolicyDraftContent, { kind: 'parameter' }>,
): Compared {
  const parameter = library.parameters.get(name);
  const held = parameter && parameterAt(parameter, region, from);
  if (!parameter || !held) return { against: null, differences: [] };
  const subject = { zh: parameter.zh, en: parameter.en };
  const differences =
    held.value === value
      ? []
      : [
          {
            subject,
            where: { zh: '', en: '' },
            column: null,
            before: String(held.value),
            after: String(value),
          },
        ];
  return {
    against: {
      version: String(held.value),
      edition: held.edition ?? null,
      from: held.from,
      region: held.region,
    },
    differences,
  };
}
