import type { Procedure, ProcedureProblem } from '@mingbai/core';
import { inputsOf } from '../decisions/inputs.ts';
import type { DecisionLibrary } from '../decisions/library.ts';

/** What does not fit between the actions' `judges` and the decisions: names, entries, facts that nobody asks for. */
export function judgeProblems(procedure: Procedure, { decisions }: DecisionLibrary): ProcedureProblem[] {
  const problems: ProcedureProblem[] = [];
  const known = new Set<string>();
  for (const [name, { judges }] of Object.entries(procedure.actions)) {
    if (!judges) continue;
    const path = ['actions', name, 'judges'];
    const named = decisions.get(judges.decision) ?? [];
    for (const decision of named) for (const input of inputsOf(decision)) known.add(input.name);
    if (named.length === 0)
      problems.push({
        path: [...path, 'decision'],
        zh: `没有决策“${judges.decision}”`,
        en: `There is no decision “${judges.decision}”`,
      });
    for (const { node } of named) {
      const { type } = node.item;
      const entry =
        judges.result === undefined || type.kind !== 'context' ? type : type.entries[judges.result]?.type;
      if (!entry || (judges.result !== undefined && type.kind !== 'context'))
        problems.push({
          path: [...path, 'result'],
          zh: `“${judges.decision}”的结论没有“${judges.result ?? ''}”`,
          en: `“${judges.decision}” answers no “${judges.result ?? ''}”`,
        });
      else if (judges.must !== undefined && (typeof judges.must === 'boolean') !== (entry.kind === 'boolean'))
        problems.push({
          path: [...path, 'must'],
          zh: `“${judges.decision}”的结论不是这一类值`,
          en: `The answer of “${judges.decision}” is of another kind`,
        });
    }
  }
  for (const [name, { form }] of Object.entries(procedure.actions))
    for (const [index, { fact, type }] of form.entries()) {
      const path = ['actions', name, 'form', index, 'fact'];
      if (fact !== undefined && !known.has(fact))
        problems.push({ path, zh: `没有决策要问“${fact}”`, en: `No decision asks for “${fact}”` });
      else if (fact !== undefined && type === 'money')
        problems.push({
          path,
          zh: '作为事实的金额用整数（元）来问',
          en: 'An amount that is a fact is asked as an integer, in yuan',
        });
    }
  return problems;
}
