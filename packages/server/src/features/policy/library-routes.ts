import { Problem, type RegionCode } from '@mingbai/core';
import { decideOnFacts, listDecisions, listPolicyWords } from '@mingbai/core/api';
import {
  decide,
  documentOf,
  englishOfLibrary,
  findDecision,
  WHY_NOT_FOUND,
  type DecisionLibrary,
  type PolicyDecision,
} from '@mingbai/policy';
import { implement, type Implementation } from '../../frame/implement.ts';
import { caseRegionNames, regionNames } from './library-names.ts';
import { modelView } from './library-view.ts';
import { casesOf } from './library-cases.ts';
import { libraryIn } from './effective.ts';

export const libraryRoutes: Implementation[] = [
  implement(listDecisions, async (call) => {
    const library = await call.read(libraryIn);
    const cases = await casesOf(library);
    const models = await call.read((tx) =>
      regionNames(tx, [...new Set(library.models.map(({ region }) => region))]),
    );
    const places = new Map([
      ...models,
      ...(await caseRegionNames(call.database, [...cases.values()].flat())),
    ]);
    const looker = { region: call.region, on: todayInChina() };
    return {
      models: library.models.map((model) =>
        modelView(model, library, cases.get(model) ?? [], looker, places),
      ),
      refused: library.refused.map(({ file, problems }) => ({
        file,
        problems: problems.map(({ zh, en, where }) => ({
          zh: [where?.zh, zh].filter(Boolean).join('：'),
          en: [where?.en, en].filter(Boolean).join(': '),
        })),
      })),
    };
  }),
  implement(listPolicyWords, async (call) => {
    const { names, values } = englishOfLibrary(await call.read(libraryIn));
    return { names: Object.fromEntries(names), values: Object.fromEntries(values) };
  }),
  implement(decideOnFacts, async (call) => {
    const { decision: name, facts, on = todayInChina() } = call.body;
    const region = (call.body.region ?? call.region) as RegionCode;
    const library = await call.read(libraryIn);
    const decided = decide(library, heldDecision(library, name, region, on), facts, { region, on });
    if (!('value' in decided)) {
      const detail = decided.map(({ path, zh, en }) => `${path.join('.')}: ${zh} · ${en}`).join('\n');
      throw new Problem('facts-refused', { detail });
    }
    return documentOf(decided);
  }),
];

export function todayInChina(): string {
  return new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
}

/** The decision that holds there on that day, or `decision-not-found` with the reason. */
export function heldDecision(
  library: DecisionLibrary,
  name: string,
  region: RegionCode,
  on: string,
): PolicyDecision {
  const found = findDecision(library, name, region, on);
  if (typeof found !== 'string') return found;
  const { zh, en } = WHY_NOT_FOUND[found];
  throw new Problem('decision-not-found', { name, detail: `${zh} · ${en}` });
}
