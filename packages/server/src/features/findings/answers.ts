import { createHash } from 'node:crypto';
import { columnLetters, countyOf, Problem, dayInChina, type FindingRefusal } from '@mingbai/core';
import type { AnswersChecked } from '@mingbai/core/api';
import { bufferSource, readTables } from '@mingbai/exchange';
import { answerFindings, checkAnswers, type Answer } from '@mingbai/store';
import type { Call } from '../../frame/context.ts';
import {
  answerColumns,
  faultOfHeadless,
  readAnswer,
  type AnswerColumns,
  type RowFault,
} from './answer-sheet.ts';
import { NothingDone, sayRefusal } from './decide.ts';

type AnyCall = Call<unknown, unknown, unknown>;
type Fault = AnswersChecked['listed'][number];

/** Bytes: a county's lists filled in are a tenth of it. */
const LARGEST = 32 * 1024 * 1024;
const LISTED = 1000;

interface Taken {
  readonly answer: Answer;
  readonly columns: AnswerColumns;
  readonly file: string;
  readonly sheet: string;
  readonly row: number;
}

interface Reading {
  readonly taken: Taken[];
  readonly faults: Fault[];
  rows: number;
  blank: number;
  /** The same answer twice in the file. */
  repeated: number;
}

/** A list that came back: checked, and with `apply` taken; what is wrong in it keeps nothing right from being taken. */
export async function takeAnswers(call: AnyCall): Promise<AnswersChecked> {
  const { name, bytes, apply } = await receive(call);
  const reading = await readLists(name, bytes);
  const county = countyOf(call.region);
  const answers = reading.taken.map(({ answer }) => answer);
  let entry: string | null = null;
  let refused: readonly { readonly place: number; readonly code: FindingRefusal }[];
  if (apply) ({ entry, refused } = await write(call, county, answers, name, bytes));
  else {
    const judged = await call.read((tx) => checkAnswers(tx, county, answers));
    refused = judged.flatMap(({ place, code }) => (code === null ? [] : [{ place, code }]));
  }
  return report(name, reading, refused, entry);
}

async function receive(call: AnyCall): Promise<{ name: string; bytes: Buffer; apply: boolean }> {
  let apply = false;
  for await (const part of call.request.parts()) {
    if (part.type === 'field') {
      if (part.fieldname === 'apply') apply = part.value === 'true';
      continue;
    }
    const chunks: Buffer[] = [];
    let size = 0;
    for await (const chunk of part.file as AsyncIterable<Buffer>) {
      size += chunk.length;
      // The rest is read and dropped: a connection cut off would tell the browser nothing.
      if (size <= LARGEST) chunks.push(chunk);
    }
    if (size > LARGEST || part.file.truncated) throw new Problem('file-too-large', { limit: '32 MB' });
    return { name: part.filename.slice(0, 200), bytes: Buffer.concat(chunks), apply };
  }
  throw new Problem('invalid-input', { detail: 'file' });
}

async function readLists(name: string, bytes: Buffer): Promise<Reading> {
  const today = dayInChina(Date.now());
  const reading: Reading = { taken: [], faults: [], rows: 0, blank: 0, repeated: 0 };
  const seen = new Map<string, Taken>();
  let place = { file: name, sheet: '' };
  let columns: AnswerColumns | undefined;
  let lists = 0;
  let headless = false;
  for await (const events of readTables(name, bufferSource(bytes))) {
    for (const event of events) {
      if (event.type === 'sheet') {
        place = { file: event.file, sheet: event.sheet };
        columns = undefined;
        headless = false;
        if (event.refused !== undefined)
          reading.faults.push({ ...place, row: 0, column: '', value: '', message: event.refused });
        continue;
      }
      const header = answerColumns(event);
      if (header !== undefined) {
        columns = header;
        lists += 1;
        continue;
      }
      if (columns === undefined) {
        const said: RowFault | undefined = headless ? undefined : faultOfHeadless(event);
        if (said !== undefined) reading.faults.push({ ...place, ...said });
        headless ||= said !== undefined;
        continue;
      }
      const read = readAnswer(event, columns, today);
      if (read.kind === 'none') continue;
      reading.rows += 1;
      if (read.kind === 'blank') reading.blank += 1;
      else if (read.kind === 'fault') reading.faults.push({ ...place, ...read.fault });
      else keep(reading, seen, { ...place, row: event.row, answer: read.answer, columns: read.columns });
    }
  }
  if (lists === 0)
    throw new Problem('file-refused', {
      reason: 'no-list',
      detail: 'no sheet has the columns 编号 and 核实结果',
      detailZh: '没有一张表有“编号”和“核实结果”两列',
    });
  return reading;
}

/** The first of two rows with one number stands; another that says something else is a fault. */
function keep(reading: Reading, seen: Map<string, Taken>, taken: Taken): void {
  const first = seen.get(taken.answer.id);
  if (first === undefined) {
    seen.set(taken.answer.id, taken);
    reading.taken.push(taken);
    return;
  }
  if (sameAnswer(first.answer, taken.answer)) {
    reading.repeated += 1;
    return;
  }
  reading.faults.push(
    faultAt(taken, 'key', {
      zh: `同一编号在“${first.sheet}”第 ${first.row} 行已有不同的答复`,
      en: `The same number has another answer in "${first.sheet}", row ${first.row}`,
    }),
  );
}

function sameAnswer(one: Answer, other: Answer): boolean {
  return (
    one.action === other.action &&
    one.reason === other.reason &&
    one.on === other.on &&
    one.checkedBy === other.checkedBy
  );
}

async function write(
  call: AnyCall,
  county: string,
  answers: readonly Answer[],
  name: string,
  bytes: Buffer,
): Promise<{ entry: string | null; refused: readonly { place: number; code: FindingRefusal }[] }> {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const command = { name: 'finding.answer', region: call.region, evidence: [{ name, sha256 }] };
  try {
    const done = await call.command(command, async (tx) => {
      const outcome = await answerFindings(tx, county, call.actor, answers);
      if (outcome.accepted === 0) throw new NothingDone(outcome);
      const { accepted, refusals } = outcome;
      return { result: outcome, changes: { file: name, accepted, refusals } };
    });
    return { entry: done.entry, refused: done.repeated ? [] : done.result.refused };
  } catch (error) {
    if (error instanceof NothingDone) return { entry: null, refused: error.outcome.refused };
    throw error;
  }
}

function report(
  file: string,
  reading: Reading,
  refused: readonly { readonly place: number; readonly code: FindingRefusal }[],
  entry: string | null,
): AnswersChecked {
  const by = new Map(refused.map(({ place, code }) => [place, code]));
  const faults = [...reading.faults];
  const done = { confirm: 0, propose: 0, mend: 0 };
  let unchanged = reading.repeated;
  for (const [place, taken] of reading.taken.entries()) {
    const code = by.get(place);
    const { action } = taken.answer;
    if (code === 'already') unchanged += 1;
    else if (code !== undefined) faults.push(faultAt(taken, 'key', sayRefusal(code)));
    else if (action !== 'comment') done[action] += 1;
  }
  return {
    file,
    rows: reading.rows,
    blank: reading.blank,
    unchanged,
    ...done,
    faults: faults.length,
    listed: faults.slice(0, LISTED),
    entry,
  };
}

function faultAt(taken: Taken, column: 'key' | 'result', message: RowFault['message']): Fault {
  const { file, sheet, row, answer, columns } = taken;
  return {
    file,
    sheet,
    row,
    column: columnLetters(columns[column]),
    value: `F${answer.id}-${answer.base}`,
    message,
  };
}
