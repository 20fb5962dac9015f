import { PolicyDraftContent } from '@mingbai/core/api';
import {
  type DecisionLibrary,
  type Edition,
  type Parameters,
  withEditions,
  withFigures,
} from '@mingbai/policy';
import { editionIds, listEditions, type ReadTx, type StoredEdition } from '@mingbai/store';
import { decisionLibrary } from './library.ts';

/** Areas differ in what they may go by; most of them in nothing. */
const KEPT = 50;
const known = new Map<string, Promise<DecisionLibrary>>();

/** The files of the house with the editions that the asker's area may go by. Put together once for each set of them. */
export async function libraryIn(tx: ReadTx): Promise<DecisionLibrary> {
  const base = await decisionLibrary();
  const ids = await editionIds(tx);
  if (ids.length === 0) return base;
  const { host, port, database } = tx.client;
  const key = `${host}:${port}/${database} ${ids.join()}`;
  let library = known.get(key);
  if (library === undefined) {
    library = listEditions(tx).then((editions) => withEditions(base, editions.map(editionOf)));
    library.catch(() => known.delete(key));
    if (known.size >= KEPT) known.clear();
    known.set(key, library);
  }
  return library;
}

/** Parameters with what was published of them: rules are asked by the same figures as decisions. */
export async function figuresIn(tx: ReadTx, parameters: Parameters): Promise<Parameters> {
  return withFigures(parameters, (await listEditions(tx)).map(editionOf));
}

export function editionOf({ id, number, name, region, content }: StoredEdition): Edition {
  return { mark: { id, number }, name, region, content: contentOf(content) };
}

/** What was stored of a draft or an edition. */
export function contentOf(stored: unknown): PolicyDraftContent {
  return PolicyDraftContent.parse(stored);
}

/** Names of things in both languages: a decision's, or a parameter's. */
export function titleOf(
  library: DecisionLibrary,
  kind: 'decision' | 'parameter',
  name: string,
): { zh: string; en: string } {
  if (kind === 'parameter') {
    const found = library.parameters.get(name);
    return { zh: found?.zh ?? name, en: found?.en ?? name };
  }
  const en = library.decisions.get(name)?.at(-1)?.node.element.label;
  return { zh: name, en: en ?? name };
}
