import { type CaseOutcome, type DecisionLibrary, judgeCase, type PolicyModel } from '@mingbai/policy';
import { decisionCases } from './library.ts';

/** Cases by the model that they are of: those of the files beside the files, an edition's own beside it. */
export async function casesOf(
  library: DecisionLibrary,
): Promise<ReadonlyMap<PolicyModel, readonly CaseOutcome[]>> {
  const ofFiles = await decisionCases();
  return new Map(
    library.models.map((model) => [model, model.edition === null ? ofFiles : ofEdition(library, model)]),
  );
}

function ofEdition(library: DecisionLibrary, model: PolicyModel): readonly CaseOutcome[] {
  const decisions = new Map(
    [...model.program.nodes.values()].flatMap((node) =>
      node.kind === 'decision' ? [[node.name, { model, node }] as const] : [],
    ),
  );
  return (model.cases ?? []).map((each) => ({
    ...each,
    file: model.file,
    why: judgeCase(library, each, decisions.get(each.decision)),
  }));
}
