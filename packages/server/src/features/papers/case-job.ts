import type { PaperPart, PaperTemplate, ProcedurePaper } from '@mingbai/core';
import type { PaperSource } from '@mingbai/exchange';
import type { PaperEdition, PaperLibrary } from '@mingbai/policy';
import type { Evidence, PaperJob, ReadTx } from '@mingbai/store';
import { editionFor } from './case-print.ts';
import { caseSubject } from './case-subject.ts';
import { caseTold, type CaseTold } from './case-told.ts';
import { partsOf, templatesOf } from './compose.ts';
import { factsOfPaper } from './paper-told.ts';
import { placeOf } from './place.ts';
import type { Pictures } from './signed.ts';
import type { PaperAsk } from './subject.ts';

/** What a job has for whoever makes its parts. */
export interface JobTools {
  readonly library: PaperLibrary;
  readonly today: string;
  read<T>(look: (tx: ReadTx) => Promise<T>): Promise<T>;
  ask(templates: readonly PaperTemplate[]): PaperAsk;
  readonly pictures: Pictures;
  /** Files whose pictures are in it. */
  show(shown: readonly Evidence[]): void;
  /** Numbers that were told in full. */
  note(told: ReadonlySet<string>): void;
  /** Tells how far it is; throws when somebody wants to stop. */
  beat(progress: { done: number; total: number }): Promise<void>;
}

/** A paper for a case, or for the meeting that several of them came before. */
interface Wanted {
  readonly told: CaseTold;
  readonly paper: ProcedurePaper;
  readonly edition: PaperEdition;
}

/** Cases between two looks whether somebody wants to stop. */
const BEAT = 5;

/** Papers of many cases in one file: each meeting once, then the cases one after the other. */
export async function caseSource(
  job: Pick<PaperJob, 'region'>,
  cases: readonly string[],
  keys: readonly string[],
  tools: JobTools,
): Promise<{ source: PaperSource; name: string; editions: readonly PaperEdition[] }> {
  const { library, today } = tools;
  const { area } = tools.ask([]);
  const known: CaseTold[] = [];
  for (const id of cases) {
    const told = await tools.read((tx) => caseTold(tx, area, id, today));
    if (told !== undefined) known.push(told);
  }
  const wanted = known.map((told) => ({ told, papers: papersWanted(told, keys, library, today) }));
  const place = await tools.read((tx) => placeOf(tx, job.region));
  const where = place.village ?? place.township ?? place.county ?? '';
  const name = [known[0]?.edition.procedure.zh ?? '', where].filter((part) => part !== '').join('-');
  const parts = async function* (): AsyncGenerator<PaperPart> {
    const ofMeetings = wanted.flatMap(({ papers }) => papers.filter(isOfMeeting));
    for (const meeting of meetingsAmong(ofMeetings)) yield* await meetingParts(meeting, tools);
    const ofCases = wanted.map(({ told, papers }) => ({
      told,
      papers: papers.filter((one) => !isOfMeeting(one)),
    }));
    for (const [done, { told, papers }] of ofCases.entries()) {
      if (done % BEAT === 0) await tools.beat({ done, total: cases.length });
      if (papers.length > 0) yield* await caseParts(told, papers, tools);
    }
    await tools.beat({ done: cases.length, total: cases.length });
  };
  const editions = [...new Set(wanted.flatMap(({ papers }) => papers.map(({ edition }) => edition)))];
  return { source: { title: name, contents: true, parts: parts() }, name, editions };
}

function papersWanted(
  told: CaseTold,
  keys: readonly string[],
  library: PaperLibrary,
  today: string,
): Wanted[] {
  return keys.flatMap((key) => {
    const paper = told.papers.find((one) => one.key === key);
    const edition = paper && editionFor(library, told, paper, today);
    return paper === undefined || edition === undefined ? [] : [{ told, paper, edition }];
  });
}

function isOfMeeting({ edition }: Wanted): boolean {
  return edition.template.subject === 'village';
}

/** Those of one entry of the journal are of one meeting; who has not been voted on yet waits for the same in each village. */
function meetingsAmong(wanted: readonly Wanted[]): Wanted[][] {
  const meetings = new Map<string, Wanted[]>();
  for (const one of wanted) {
    const { told, paper, edition } = one;
    const step = told.steps.findLast(({ action, votes }) => votes !== null && paper.with.includes(action));
    const key = [edition.template.id, told.row.region, ...paper.with, step?.entry ?? 'waiting'].join('/');
    meetings.set(key, [...(meetings.get(key) ?? []), one]);
  }
  return [...meetings.values()];
}

async function meetingParts(meeting: readonly Wanted[], tools: JobTools): Promise<PaperPart[]> {
  const [first] = meeting;
  if (first === undefined) return [];
  const { told, paper, edition } = first;
  const templates = templatesOf(tools.library, edition, told.row.region, tools.today);
  const subject = await tools.read((tx) => caseSubject(tx, tools.ask(templates), told, templates));
  tools.note(subject.numbers.told);
  const together = meeting.map((one) => one.told);
  const { facts, shown } = await factsOfPaper(told, paper, together, tools.pictures);
  tools.show(shown);
  return partsOf(templates, { ...subject.facts, ...facts }, undefined);
}

async function caseParts(told: CaseTold, papers: readonly Wanted[], tools: JobTools): Promise<PaperPart[]> {
  const { library, today } = tools;
  const each = papers.map(({ paper, edition }) => ({
    paper,
    edition,
    templates: templatesOf(library, edition, told.row.region, today),
  }));
  const telling = each.flatMap(({ edition, templates }) => [edition.template, ...templates]);
  const subject = await tools.read((tx) => caseSubject(tx, tools.ask(telling), told, telling));
  tools.note(subject.numbers.told);
  const parts: PaperPart[] = [];
  for (const { paper, templates } of each) {
    const { facts, shown } = await factsOfPaper(told, paper, [told], tools.pictures);
    tools.show(shown);
    parts.push(...partsOf(templates, { ...subject.facts, ...facts }, undefined, 2));
  }
  const [first, ...others] = parts;
  if (first === undefined) return [];
  if (others.length === 0) return [{ ...first, title: subject.name, level: 1 }];
  return [{ ...first, title: subject.name, level: 1, blocks: [] }, first, ...others];
}
