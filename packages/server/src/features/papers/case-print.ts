import { dayInChina, type PaperModel, Problem, type ProcedurePaper } from '@mingbai/core';
import type { AskedPaper, CasePaper } from '@mingbai/core/api';
import { findPaper, type PaperEdition, type PaperLibrary } from '@mingbai/policy';
import type { ReadTx } from '@mingbai/store';
import type { Call } from '../../frame/context.ts';
import type { FileReply } from '../../frame/implement.ts';
import { areaOf } from '../households/area.ts';
import { caseSubject } from './case-subject.ts';
import { caseTold, type CaseTold } from './case-told.ts';
import { partsOf, templatesOf } from './compose.ts';
import { type ComposedPaper, deliverComposed } from './deliver.ts';
import { paperLibrary } from './library.ts';
import { factsTold, numbersInFull, type PrintCall } from './print.ts';
import { factsOfPaper } from './paper-told.ts';
import { kindView } from './view.ts';

/** The papers that belong to a case, as far as there are templates for them. */
export async function casePapers(call: Call<{ id: string }, unknown, unknown>): Promise<CasePaper[]> {
  const today = dayInChina(Date.now());
  const library = await paperLibrary();
  return call.read(async (tx) => {
    const told = await toldOrNone(tx, call, call.params.id, today);
    return told.papers.flatMap((paper) => {
      const edition = editionFor(library, told, paper, today);
      if (edition === undefined) return [];
      const { actions } = told.edition.procedure;
      return [
        {
          ...kindView(edition),
          key: paper.key,
          steps: paper.with.map((action) => ({
            action,
            name: { zh: actions[action]?.zh ?? action, en: actions[action]?.en ?? action },
            on: told.steps.findLast((step) => step.action === action)?.on ?? null,
          })),
          next:
            told.row.ended === null &&
            paper.with.some((action) => actions[action]?.from.includes(told.row.state) === true),
        },
      ];
    });
  });
}

/** Undefined: no template, or one that this case does not fit. */
export function editionFor(
  library: PaperLibrary,
  { row }: CaseTold,
  { key, of }: ProcedurePaper,
  today: string,
): PaperEdition | undefined {
  const edition = findPaper(library, of ?? key, row.region, today);
  const subject = edition?.template.subject;
  return subject === 'household' && row.noun !== 'household' ? undefined : edition;
}

export async function previewCasePaper(
  call: Omit<PrintCall, 'command'>,
  id: string,
  key: string,
): Promise<PaperModel> {
  const asked = { paper: key, format: 'pdf', full: false, facts: {} } as const;
  const { pictures: _, ...unseen } = call;
  return (await composeCasePaper({ ...unseen, role: 'auditor' }, id, asked, dayInChina(Date.now()))).model;
}

/** A paper of a case; journaled as `paper.print` before a byte of it leaves. */
export async function printCasePaper(call: PrintCall, id: string, asked: AskedPaper): Promise<FileReply> {
  const composed = await composeCasePaper(call, id, asked, dayInChina(Date.now()));
  return deliverComposed(call, composed, asked);
}

async function composeCasePaper(
  call: Omit<PrintCall, 'command'>,
  id: string,
  asked: AskedPaper,
  today: string,
): Promise<ComposedPaper> {
  const library = await paperLibrary();
  return call.read(async (tx) => {
    const told = await toldOrNone(tx, call, id, today);
    const paper = told.papers.find(({ key }) => key === asked.paper);
    const edition = paper && editionFor(library, told, paper, today);
    if (paper === undefined || edition === undefined) throw new Problem('not-found');
    const { template } = edition;
    if (!template.formats.includes(asked.format))
      throw new Problem('invalid-input', { detail: `format: ${template.formats.join(', ')}` });
    const templates = templatesOf(library, edition, told.row.region, today);
    const by = factsTold(templates, template, asked);
    const ask = {
      area: areaOf(call, undefined),
      vault: call.vault,
      full: numbersInFull(call, [template, ...templates], asked),
      today,
    };
    const subject = await caseSubject(tx, ask, told, templates);
    const own = await factsOfPaper(told, paper, [told], call.pictures);
    const facts = { ...subject.facts, ...own.facts, ...by };
    const parts = partsOf(templates, facts, asked.size);
    return {
      edition,
      subject,
      evidence: own.shown,
      model: { title: parts[0]?.title ?? template.en, contents: templates.length > 1, parts },
    };
  });
}

async function toldOrNone(
  tx: ReadTx,
  call: Pick<PrintCall, 'region'>,
  id: string,
  today: string,
): Promise<CaseTold> {
  const told = await caseTold(tx, areaOf(call, undefined), id, today);
  if (told === undefined) throw new Problem('not-found');
  return told;
}
