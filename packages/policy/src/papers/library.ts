import { checkTemplate, COUNTRY, PaperTemplate, type RegionCode } from '@mingbai/core';
import type { z } from 'zod';
import type { Bundle } from '../load/bundle.ts';
import { YamlFile } from '../load/document.ts';
import type { FileProblem } from '../load/problem.ts';
import type { Quarantined } from '../load/rule.ts';
import { day, inBoth, quality, region } from '../load/shapes.ts';
import { headOf, isWithin } from '../parameters/within.ts';

/** A paper as it holds in a region from a day on. */
export interface PaperEdition {
  readonly template: PaperTemplate;
  readonly region: RegionCode;
  readonly from: string;
  readonly source: z.infer<typeof inBoth> & { readonly quality: z.infer<typeof quality> };
  readonly file: string;
}

export interface PaperLibrary {
  /** All editions, in the order of files. */
  readonly editions: readonly PaperEdition[];
  readonly quarantined: readonly Quarantined[];
}

const shape = PaperTemplate.extend({
  /** The whole country when left out. */
  region: region.default(COUNTRY),
  from: day.default('1949-10-01'),
  quality,
  source: inBoth,
});

/**
 * Reads `papers/*.yaml` of a bundle, folders in it too: a paper a file. One that is not right is quarantined with its
 * place and both languages; the others print. Never throws.
 */
export function loadPapers(bundle: Bundle): PaperLibrary {
  const editions: PaperEdition[] = [];
  const quarantined: Quarantined[] = [];
  const files = new Map<PaperEdition, YamlFile>();
  for (const [name, text] of bundle) {
    if (!name.startsWith('papers/')) continue;
    const file = new YamlFile(text);
    const read = file.problems.length > 0 ? file.problems : file.read(shape, file.value(), []);
    if (Array.isArray(read)) {
      quarantined.push({ file: name, id: idOf(file), problems: read });
      continue;
    }
    const { region: area, from, source, quality: how, ...template } = read;
    const edition = { template, region: area, from, source: { ...source, quality: how }, file: name };
    const problems = [...checkTemplate(template), ...clashes(edition, editions)].map(({ zh, en, path }) => ({
      zh,
      en,
      ...file.place(path),
    }));
    if (problems.length > 0) quarantined.push({ file: name, id: template.id, problems });
    else {
      editions.push(edition);
      files.set(edition, file);
    }
  }
  const whole = editions.filter((edition) => {
    const problems = partProblems(edition, editions, files.get(edition));
    if (problems.length > 0) quarantined.push({ file: edition.file, id: edition.template.id, problems });
    return problems.length === 0;
  });
  return { editions: whole, quarantined };
}

/** The papers of a region on a day, one of each id: of the nearest region, the latest. */
export function papersAt({ editions }: PaperLibrary, area: RegionCode, on: string): PaperEdition[] {
  const best = new Map<string, PaperEdition>();
  for (const edition of editions) {
    if (edition.from > on || !isWithin(area, edition.region)) continue;
    const known = best.get(edition.template.id);
    if (known === undefined || nearer(edition, known)) best.set(edition.template.id, edition);
  }
  return [...best.values()];
}

export function findPaper(
  library: PaperLibrary,
  id: string,
  area: RegionCode,
  on: string,
): PaperEdition | undefined {
  return papersAt(library, area, on).find(({ template }) => template.id === id);
}

function nearer(a: PaperEdition, b: PaperEdition): boolean {
  const [near, far] = [headOf(a.region).length, headOf(b.region).length];
  return near === far ? a.from > b.from : near > far;
}

function clashes({ template, region: area, from }: PaperEdition, known: readonly PaperEdition[]) {
  const same = known.find(
    (one) => one.template.id === template.id && one.region === area && one.from === from,
  );
  return same === undefined
    ? []
    : [
        {
          zh: `与 ${same.file} 编号、地区、起始日都相同`,
          en: `The same id, region and day as ${same.file}`,
          path: ['id'],
        },
      ];
}

/** A file is made of papers that there are, of its own subject, and not of files. */
function partProblems(
  { template }: PaperEdition,
  editions: readonly PaperEdition[],
  file: YamlFile | undefined,
): FileProblem[] {
  return template.parts.flatMap((part, at) => {
    const each = typeof part === 'object';
    return (each ? part.papers : [part]).flatMap((id): FileProblem[] => {
      const place = file?.place(['parts', at]) ?? { line: 1, column: 1 };
      const found = editions.filter((one) => one.template.id === id);
      if (found.length === 0)
        return [{ zh: `没有叫“${id}”的文书`, en: `No paper is called “${id}”`, ...place }];
      if (found.some((one) => one.template.parts.length > 0))
        return [{ zh: `“${id}”本身是汇总档案`, en: `“${id}” is a file of papers itself`, ...place }];
      const subject = each ? 'household' : template.subject;
      return found.some((one) => one.template.subject !== subject)
        ? [{ zh: `“${id}”的对象不同`, en: `“${id}” is about another subject`, ...place }]
        : [];
    });
  });
}

function idOf(file: YamlFile): string | null {
  const id = file.problems.length > 0 ? undefined : (file.value() as { id?: unknown } | null)?.id;
  return typeof id === 'string' ? id : null;
}
