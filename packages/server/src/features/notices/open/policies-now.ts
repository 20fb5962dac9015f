import { COUNTRY, dayInChina, type RegionCode } from '@mingbai/core';
import type { PolicyModelView } from '@mingbai/core/api';
import { type DecisionLibrary, findDecision, type PolicyModel } from '@mingbai/policy';
import { type Database, findInstallation, NOWHERE } from '@mingbai/store';
import { libraryIn } from '../../policy/effective.ts';
import { decisionLibrary } from '../../policy/library.ts';
import { modelView } from '../../policy/library-view.ts';

/** A policy as the public reads it. */
export interface PublicPolicy {
  /** Of its page: that of the house's file stays when the office publishes its own. */
  readonly name: string;
  readonly view: PolicyModelView;
  /** Which of the office's own editions it is; null: a text that came with the house. */
  readonly edition: number | null;
  readonly english: PolicyModel['english'];
}

/**
 * What holds today where the house stands: its files with what the office has published, of each decision the one
 * that decides. Read in the scope of the office, of which nothing but its policies is asked.
 */
export async function policiesNow(database: Database): Promise<PublicPolicy[]> {
  const here = await database.read(NOWHERE, findInstallation);
  const region = here ?? COUNTRY;
  const on = dayInChina(Date.now());
  const base = await decisionLibrary();
  const library = here === undefined ? base : await database.read({ region, user: '' }, libraryIn);
  return library.models
    .filter((model) => holds(library, model, region, on))
    .map((model) => ({
      name: nameOf(base, model, region, on),
      view: modelView(model, library, [], { region, on }, new Map()),
      edition: model.edition?.number ?? null,
      english: model.english,
    }));
}

/** Something is decided by it. */
function holds(library: DecisionLibrary, model: PolicyModel, region: RegionCode, on: string): boolean {
  return decisionsOf(model).some((name) => isOf(findDecision(library, name, region, on), model));
}

function isOf(found: ReturnType<typeof findDecision>, model: PolicyModel): boolean {
  return typeof found !== 'string' && found.model === model;
}

function decisionsOf({ program }: PolicyModel): string[] {
  return [...program.nodes.values()].flatMap(({ kind, name }) => (kind === 'decision' ? [name] : []));
}

/** The file without its ending; of an edition that of the text which it takes the place of, where there is one. */
function nameOf(base: DecisionLibrary, model: PolicyModel, region: RegionCode, on: string): string {
  const before = decisionsOf(model).map((name) => findDecision(base, name, region, on));
  const replaced = before.find((found) => typeof found !== 'string');
  const { file } = model.edition === null || replaced === undefined ? model : replaced.model;
  return file.replace(/^.*\//, '').replace(/\.dmn$/, '');
}
