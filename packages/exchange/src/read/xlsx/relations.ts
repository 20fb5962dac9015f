import { xmlName } from '../xml/name.ts';
import type { Package } from './part.ts';

export interface Relation {
  readonly id: string;
  /** The last segment of the type: `worksheet`, `styles` …; transitional and strict differ only before it. */
  readonly type: string;
  readonly target: string;
}

const RELATIONSHIP = xmlName('Relationship');
const ID = xmlName('Id');
const TYPE = xmlName('Type');
const TARGET = xmlName('Target');
const MODE = xmlName('TargetMode');

/** The relations of a part (`''` for the package itself). External ones are left out: nothing outside is ever followed. */
export async function readRelations(pack: Package, part: string): Promise<Relation[]> {
  const cut = part.lastIndexOf('/') + 1;
  const path = `${part.slice(0, cut)}_rels/${part.slice(cut)}.rels`;
  const found: Relation[] = [];
  if (!pack.has(path)) return found;
  await pack.readTags(path, (tag) => {
    if (tag.name !== RELATIONSHIP || tag.attribute(MODE)?.toLowerCase() === 'external') return;
    const type = tag.attribute(TYPE) ?? '';
    found.push({
      id: tag.attribute(ID) ?? '',
      type: type.slice(type.lastIndexOf('/') + 1),
      target: resolvePart(part.slice(0, cut), tag.attribute(TARGET) ?? ''),
    });
  });
  return found;
}

/** Targets are relative to the folder of the part, or absolute within the package. */
export function resolvePart(folder: string, target: string): string {
  const path = target.replaceAll('\\', '/');
  const steps: string[] = [];
  for (const step of (path.startsWith('/') ? path : folder + path).split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '' && step !== '.') steps.push(step);
  }
  return steps.join('/');
}
