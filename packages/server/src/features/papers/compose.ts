import {
  fillPaper,
  findLeaks,
  type PaperFacts,
  type PaperPart,
  type PaperTemplate,
  Problem,
  type RegionCode,
} from '@mingbai/core';
import { findPaper, type PaperEdition, type PaperLibrary } from '@mingbai/policy';

/** The edition that holds, or `not-found`. */
export function paperOf(library: PaperLibrary, id: string, region: RegionCode, on: string): PaperEdition {
  const found = findPaper(library, id, region, on);
  if (found === undefined) throw new Problem('not-found');
  return found;
}

/** The templates that a paper is made of: itself, or the parts of a file that are about its own subject. */
export function templatesOf(
  library: PaperLibrary,
  { template }: PaperEdition,
  region: RegionCode,
  on: string,
): PaperTemplate[] {
  if (template.parts.length === 0) return [template];
  return template.parts.flatMap((part) =>
    typeof part === 'string' ? [paperOf(library, part, region, on).template] : [],
  );
}

/**
 * Papers about one subject, one after the other; `level` as contents and outline show them. `more`: what is known for
 * one of them alone, by its id.
 */
export function partsOf(
  templates: readonly PaperTemplate[],
  facts: PaperFacts,
  size: 'A4' | 'A3' | undefined,
  level = 1,
  more: ReadonlyMap<string, PaperFacts> = new Map(),
): PaperPart[] {
  return templates.map((template) => {
    const known = { ...facts, ...more.get(template.id) };
    const part = { ...fillPaper(template, known, size ?? template.size), level };
    if (template.public) refuseLeaks(part, known);
    return part;
  });
}

/** What hangs out is read once more, whoever wrote it. */
function refuseLeaks(part: PaperPart, facts: PaperFacts): void {
  const phone = facts['监督电话'];
  const allowed = ['12317', ...(typeof phone === 'string' ? [phone] : [])];
  const texts = part.blocks.flatMap((block) => {
    if (block.kind === 'table') return block.rows.flat();
    if (block.kind === 'grid') return block.rows.flat().map(({ text }) => text);
    return 'text' in block ? [block.text] : [];
  });
  for (const text of texts) {
    const [leak] = findLeaks(text, { allowed });
    if (leak !== undefined)
      throw new Problem('invalid-input', {
        detail: `公示 · public notice: “${text.slice(Math.max(0, leak.start - 4), leak.end + 4)}” (${leak.kind})`,
      });
  }
}
