import type { FoldedCase, ProcedurePaper, RegionCode } from '@mingbai/core';
import { findDecision, findProcedure, parameterAt, wordsOfDecision } from '@mingbai/policy';
import {
  type Area,
  caseActions,
  type CaseAtMeeting,
  type CaseHung,
  casesAtMeeting,
  type Edition,
  editionsOf,
  evidenceOf,
  findCase,
  keyOf,
  maskGiven,
  meetingsOf,
  type MeetingVote,
  noticesHung,
  type ReadTx,
  type StoredCase,
  type StoredStep,
} from '@mingbai/store';
import { libraryIn } from '../policy/effective.ts';
import { procedureLibrary } from '../procedures/library.ts';
import { namesIn } from '../procedures/read.ts';
import { foldOf } from '../procedures/view.ts';
import type { NamesById } from './case-words.ts';

/** Everything that papers say of a case, as it is kept. */
export interface CaseTold {
  readonly row: StoredCase;
  readonly edition: Edition;
  /** In the order of the procedure. */
  readonly papers: readonly ProcedurePaper[];
  /** Oldest first; answers masked where something is sealed. */
  readonly steps: readonly StoredStep[];
  /** Answers as they are kept: sealed ones sealed. */
  readonly given: FoldedCase['given'];
  readonly folded: FoldedCase;
  readonly names: NamesById;
  /** All votes of the meetings at which it was voted on. */
  readonly votes: readonly MeetingVote[];
  /** Itself, and those that were voted on with it. */
  readonly atMeeting: ReadonlyMap<string, CaseAtMeeting>;
  readonly hung: readonly CaseHung[];
  /** By id. */
  readonly evidence: Awaited<ReturnType<typeof evidenceOf>>;
  /** The figures that the decision of a step took, by the step's number: 国家扶贫标准 4000 元. */
  readonly figures: ReadonlyMap<number, readonly string[]>;
}

/** Undefined: there is none in the area. */
export async function caseTold(
  tx: ReadTx,
  area: Area,
  id: string,
  today: string,
): Promise<CaseTold | undefined> {
  const row = await findCase(tx, area, id);
  if (row === undefined) return undefined;
  const edition = (await editionsOf(tx, [row])).get(keyOf(row));
  const kept = (await caseActions(tx, row.county, [id])).get(id) ?? [];
  if (edition === undefined) return undefined;
  const folded = foldOf(edition, kept);
  const votes = await meetingsOf(tx, row.county, [id]);
  const together = [...new Set([id, ...votes.map((vote) => vote.case)])];
  return {
    row,
    edition,
    papers: await papersOf(edition, row.region, today),
    steps: kept.map((step) => ({ ...step, given: maskGiven(step.given) })),
    given: folded.given,
    folded,
    names: await namesIn(tx, row.county, folded.given),
    votes,
    atMeeting: await casesAtMeeting(tx, row.county, together),
    hung: (await noticesHung(tx, row.county, [id])).get(id) ?? [],
    evidence: await evidenceOf(
      tx,
      row.county,
      kept.flatMap((step) => step.evidence),
    ),
    figures: await figuresOf(tx, row.region, kept),
  };
}

/** What every case has besides the papers of its steps: what was done, from the beginning to the end. */
const RECORD = 'case-record';

/** Those that the case's own text names; a text of before papers were named goes by today's. */
async function papersOf(
  { procedure }: Edition,
  region: RegionCode,
  today: string,
): Promise<ProcedurePaper[]> {
  const { actions } = procedure;
  const named =
    procedure.papers ??
    findProcedure(await procedureLibrary(), procedure.id, region, today)?.procedure.papers ??
    [];
  const known = named.filter((paper) => paper.with.every((step) => actions[step]));
  return [...known, { key: RECORD, with: [], facts: {} }];
}

async function figuresOf(
  tx: ReadTx,
  region: RegionCode,
  steps: readonly StoredStep[],
): Promise<ReadonlyMap<number, readonly string[]>> {
  const judged = steps.filter(({ judgement }) => judgement !== null);
  if (judged.length === 0) return new Map();
  const library = await libraryIn(tx);
  return new Map(
    judged.map(({ n, on, judgement }) => {
      const decision = findDecision(library, judgement?.decision ?? '', region, on);
      const facts = typeof decision === 'string' ? [] : wordsOfDecision(decision, library).facts;
      const figures = facts.flatMap(({ parameter }) => {
        const known = parameter === null ? undefined : library.parameters.get(parameter);
        const held = known === undefined ? null : parameterAt(known, region, on);
        if (known === undefined || held === null) return [];
        return [`${known.zh} ${held.value}${known.unit === undefined ? '' : ` ${known.unit}`}`];
      });
      return [n, figures];
    }),
  );
}
