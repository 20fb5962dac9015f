import {
  dayInChina,
  type PaperModel,
  type PaperTemplate,
  Problem,
  readFacts,
  type RegionCode,
} from '@mingbai/core';
import type { AskedPaper } from '@mingbai/core/api';
import { regionOfHousehold, type ReadTx } from '@mingbai/store';
import type { Call } from '../../frame/context.ts';
import type { FileReply } from '../../frame/implement.ts';
import { areaOf } from '../households/area.ts';
import { paperOf, partsOf, templatesOf } from './compose.ts';
import { type ComposedPaper, deliverComposed } from './deliver.ts';
import { factsOfCases } from './household-cases.ts';
import { paperLibrary } from './library.ts';
import { mayTell } from './numbers.ts';
import type { Pictures } from './signed.ts';
import { householdSubject, type PaperAsk, type PaperSubject, villageSubject } from './subject.ts';

/** What printing needs of a call; the shell brings its own. */
export type PrintCall = Pick<
  Call<undefined, undefined, undefined>,
  'region' | 'vault' | 'read' | 'command'
> & {
  readonly role: string;
  /** Left out: signatures are named and not shown. */
  readonly pictures?: Pictures;
};

export type About = { readonly household: string } | { readonly village: RegionCode };

/**
 * A paper from the register, and what a procedure tells besides (`asked.facts`, by the names the template asks for).
 * Journaled as `paper.print` before a byte of it leaves: who, which, for whom, with which numbers in full, its SHA-256.
 */
export async function printPaper(call: PrintCall, about: About, asked: AskedPaper): Promise<FileReply> {
  const today = dayInChina(Date.now());
  return deliverComposed(call, await composePaper(call, about, asked, today), asked);
}

/** What would be printed, all numbers masked. */
export async function previewPaper(call: PrintCall, about: About, paper: string): Promise<PaperModel> {
  const asked = { paper, format: 'pdf', full: false, facts: {} } as const;
  const { pictures: _, ...unseen } = call;
  return (await composePaper({ ...unseen, role: 'auditor' }, about, asked, dayInChina(Date.now()))).model;
}

async function composePaper(
  call: Omit<PrintCall, 'command'>,
  about: About,
  asked: AskedPaper,
  today: string,
): Promise<ComposedPaper> {
  const library = await paperLibrary();
  return call.read(async (tx) => {
    const region = await placeAsked(tx, call, about);
    const edition = paperOf(library, asked.paper, region, today);
    const templates = templatesOf(library, edition, region, today);
    const told = factsTold(templates, edition.template, asked);
    const ask = {
      area: areaOf(call, 'village' in about ? about.village : undefined),
      vault: call.vault,
      full: numbersInFull(call, [edition.template, ...templates], asked),
      today,
    };
    assertFits(edition.template, about, asked);
    const subject = await subjectOf(tx, ask, about, templates);
    const facts = { ...subject.facts, ...told };
    const isFile = edition.template.parts.length > 0;
    // A file shows what has been done; a single paper may be for what is to come.
    const cases =
      isFile && 'household' in about
        ? await factsOfCases(
            tx,
            { ...ask, pictures: call.pictures },
            about.household,
            subject.facts,
            templates,
          )
        : undefined;
    const parts = partsOf(templates, facts, asked.size, 1, cases?.facts);
    const [first] = isFile ? partsOf([edition.template], facts, undefined) : parts;
    return {
      edition,
      subject,
      evidence: cases?.shown ?? [],
      model: { title: first?.title ?? '', contents: isFile, parts },
    };
  });
}

async function placeAsked(tx: ReadTx, call: Pick<PrintCall, 'region'>, about: About): Promise<RegionCode> {
  if ('village' in about) return about.village;
  const region = await regionOfHousehold(tx, areaOf(call, undefined), about.household);
  if (region === undefined) throw new Problem('not-found');
  return region;
}

async function subjectOf(
  tx: ReadTx,
  ask: PaperAsk,
  about: About,
  templates: readonly PaperTemplate[],
): Promise<PaperSubject> {
  if ('village' in about) return villageSubject(tx, ask, about.village, templates);
  const subject = await householdSubject(tx, ask, about.household);
  if (subject === undefined) throw new Problem('not-found');
  return subject;
}

function assertFits(template: PaperTemplate, about: About, { format, size }: AskedPaper): void {
  if (template.subject !== ('village' in about ? 'village' : 'household')) throw new Problem('not-found');
  if (!template.formats.includes(format))
    throw new Problem('invalid-input', { detail: `format: ${template.formats.join(', ')}` });
  if (size !== undefined && size !== template.size && !template.sizes.includes(size))
    throw new Problem('invalid-input', { detail: `size: ${[template.size, ...template.sizes].join(', ')}` });
  if (template.parts.some((part) => typeof part !== 'string'))
    throw new Problem('invalid-input', {
      detail: '整村档案请按批量任务打印 · print it as a job of the village',
    });
}

/** Those the paper is there to tell, for whoever may see them; and those asked for with a reason. */
export function numbersInFull(
  { role }: Pick<PrintCall, 'role'>,
  templates: readonly PaperTemplate[],
  { full, reason }: AskedPaper,
): Set<string> {
  const mayReveal = mayTell(role);
  const names = new Set(mayReveal ? templates.flatMap(({ tells }) => tells) : []);
  if (!full) return names;
  if (!mayReveal) throw new Problem('not-allowed');
  if (reason === undefined) throw new Problem('invalid-input', { detail: 'reason' });
  for (const { full: more } of templates) for (const name of more) names.add(name);
  return names;
}

export function factsTold(templates: readonly PaperTemplate[], whole: PaperTemplate, { facts }: AskedPaper) {
  const asked = Object.assign({}, whole.facts, ...templates.map((template) => template.facts));
  const told = readFacts({ facts: asked }, facts);
  if (told.unknown.length > 0)
    throw new Problem('invalid-input', { detail: `facts: ${told.unknown.join('、')}` });
  return told.facts;
}
