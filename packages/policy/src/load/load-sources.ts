import { z } from 'zod';
import type { Bundle } from './bundle.ts';
import { YamlFile } from './document.ts';
import type { Quarantined } from './rule.ts';
import { type Citation, inBoth, quality } from './shapes.ts';

const SOURCES = 'sources.yaml';
const fileShape = z.strictObject({ sources: z.record(z.string(), inBoth.extend({ quality })) });

/** Citations by id; rules name them so that each is written once. */
export function loadSources(bundle: Bundle): {
  sources: ReadonlyMap<string, Citation>;
  quarantined: Quarantined[];
} {
  const text = bundle.get(SOURCES);
  if (text === undefined) return { sources: new Map(), quarantined: [] };
  const file = new YamlFile(text);
  const read = file.problems.length > 0 ? file.problems : file.read(fileShape, file.value(), []);
  if (Array.isArray(read)) {
    return { sources: new Map(), quarantined: [{ file: SOURCES, id: null, problems: read }] };
  }
  return { sources: new Map(Object.entries(read.sources)), quarantined: [] };
}
