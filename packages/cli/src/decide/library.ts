import { readdir, readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { Problem } from '@mingbai/core';
import {
  type DecisionLibrary,
  indexDecisions,
  loadDecisions,
  loadRules,
  readBundle,
  readPolicyModel,
  type RefusedModel,
} from '@mingbai/policy';

/** The decisions that come with the house, or those of one DMN file. Models that do not load are in `refused`. */
export async function libraryOf(file?: string): Promise<DecisionLibrary> {
  const { parameters } = loadRules(await readBundle());
  if (file === undefined) {
    return await loadDecisions(parameters);
  }
  const text = await readFile(file, 'utf8').catch((error: Error) => {
    throw new Problem('file-refused', { detail: error.message });
  });
  // Models made elsewhere are taken as FEEL takes them: what it makes null is told, not refused.
  const imported = /<(?:[\w.-]+:)?import\s/.test(text) ? await modelsBeside(file) : [];
  const model = await readPolicyModel(file, text, parameters, { strict: false, imported });
  if ('problems' in model) throw new Problem('file-refused', { detail: wordsOf(model) });
  return { decisions: indexDecisions([model]), models: [model], refused: [], parameters };
}

/** A model finds those that it imports among the files of its folder, by their namespace. */
async function modelsBeside(file: string): Promise<readonly string[]> {
  const folder = dirname(resolve(file));
  const names = (await readdir(folder)).filter(
    (name) => name.endsWith('.dmn') && join(folder, name) !== resolve(file),
  );
  return Promise.all(names.sort().map((name) => readFile(join(folder, name), 'utf8')));
}

export function wordsOf({ file, problems }: RefusedModel): string {
  return problems
    .map(({ zh, en, where, text }) => `${file} ${where?.zh ?? ''} ${text ?? ''}: ${zh} · ${en}`)
    .join('\n');
}
