import { countyOf, dayInChina, isWithin, pathOf, Problem, type RegionCode } from '@mingbai/core';
import { CASES_PRINTED, type startCasePaperJob } from '@mingbai/core/api';
import {
  type Area,
  findCase,
  listCasesIn,
  type NewPaperJob,
  type ReadTx,
  type StoredCase,
} from '@mingbai/store';
import type { z } from 'zod';
import type { Call } from '../../frame/context.ts';
import { areaOf } from '../households/area.ts';
import { editionFor } from './case-print.ts';
import { caseTold } from './case-told.ts';
import { paperLibrary } from './library.ts';

type Body = z.output<NonNullable<typeof startCasePaperJob.body>>;

/** The job that is asked for: its cases are those that are there now, of one procedure, in the smallest region with all of them. */
export async function caseJobAsked(call: Call<unknown, unknown, Body>): Promise<NewPaperJob> {
  const { body } = call;
  const today = dayInChina(Date.now());
  const library = await paperLibrary();
  return call.read(async (tx) => {
    const rows = await chosenBy(tx, call, body);
    const [first] = rows;
    if (first === undefined) throw new Problem('not-found');
    if (rows.some(({ procedure }) => procedure !== first.procedure))
      throw new Problem('invalid-input', { detail: '请选择同一个程序的办件 · cases of one procedure' });
    const told = await caseTold(tx, areaOf(call, undefined), first.id, today);
    const papers = body.papers.map((key) => {
      const paper = told?.papers.find((one) => one.key === key);
      const edition = told && paper && editionFor(library, told, paper, today);
      if (edition === undefined) throw new Problem('not-found');
      return edition.template.id;
    });
    return {
      county: countyOf(first.region),
      region: sharedRegion(rows.map(({ region }) => region)),
      paper: [...new Set(papers)].join(','),
      format: 'pdf',
      size: 'A4',
      createdBy: call.actor.id,
      creatorName: call.who.name,
      role: call.actor.role,
      cases: rows.map(({ id }) => id),
      keys: body.papers,
    };
  });
}

async function chosenBy(
  tx: ReadTx,
  call: Pick<Call<unknown, unknown, unknown>, 'region' | 'role'>,
  { cases, filter }: Body,
): Promise<StoredCase[]> {
  if (cases === undefined && filter === undefined)
    throw new Problem('invalid-input', { detail: 'cases, filter' });
  if (cases !== undefined) return byIds(tx, areaOf(call, undefined), cases);
  const area = areaOf(call, filter?.region);
  const rows = await listCasesIn(tx, area, filter ?? {}, call.role, { limit: CASES_PRINTED + 1 });
  if (rows.length > CASES_PRINTED)
    throw new Problem('invalid-input', {
      detail: `一次最多 ${CASES_PRINTED} 件 · at most ${CASES_PRINTED} cases`,
    });
  return rows;
}

/** All of them, or `not-found`. */
async function byIds(tx: ReadTx, area: Area, ids: readonly string[]): Promise<StoredCase[]> {
  const rows: StoredCase[] = [];
  for (const id of new Set(ids)) {
    const row = await findCase(tx, area, id);
    if (row === undefined) throw new Problem('not-found');
    rows.push(row);
  }
  return rows;
}

/** The smallest region that has all of them. */
function sharedRegion(regions: readonly RegionCode[]): RegionCode {
  const [first] = regions;
  if (first === undefined) throw new RangeError('no region');
  return pathOf(first).findLast((region) => regions.every((one) => isWithin(one, region))) ?? first;
}
