import { PassThrough } from 'node:stream';
import { levelOf, dayInChina, type RegionCode } from '@mingbai/core';
import type { FindingFilter } from '@mingbai/core/api';
import { writeWorkbook, writeZip, type SheetData, type ZipEntry } from '@mingbai/exchange';
import {
  countFindingsIn,
  findingsOfVillage,
  findingVillages,
  regionToday,
  type StoredFinding,
} from '@mingbai/store';
import type { Call } from '../../frame/context.ts';
import type { FileReply } from '../../frame/implement.ts';
import { areaOf } from '../households/area.ts';
import { listSheet } from './lists.ts';
import { lookerOf } from './looker.ts';

type ListCall = Call<unknown, FindingFilter, unknown>;

/**
 * Lists to be filled in: for a township (or a village) one workbook with a sheet a village, above it an archive with
 * one for each township. Journaled before the first row leaves.
 */
export async function downloadLists(call: ListCall): Promise<FileReply> {
  const filter = call.query;
  const asked = (filter.region as RegionCode | undefined) ?? call.region;
  const area = areaOf(call, asked);
  const today = dayInChina(Date.now());
  await call.command({ name: 'finding.export', region: asked }, async (tx) => {
    const count = await countFindingsIn(tx, area, filter, lookerOf(call));
    return { result: undefined, changes: { filter, count } };
  });
  const place = await call.read((tx) => regionToday(tx, asked));
  const name = `${place?.name ?? asked}-待核实问题清单-${today}`;
  const content = new PassThrough();
  const villages = villagesOf(call, filter, asked);
  const whole = ['township', 'village'].includes(levelOf(asked));
  const written = whole
    ? writeWorkbook(content, sheetsOf(villages, place?.name ?? asked, today))
    : writeZip(content, archiveOf(villages, today));
  // A failure ends the stream; the browser then has no whole file.
  written.catch((error: Error) => content.destroy(error));
  return whole
    ? { name: `${name}.xlsx`, content }
    : { name: `${name}.zip`, content, mediaType: 'application/zip' };
}

interface Village {
  readonly region: RegionCode;
  readonly name: string;
  readonly township: string;
  readonly rows: readonly StoredFinding[];
}

/** Village by village, each read in a transaction of its own, so that a slow reader holds nothing open. */
async function* villagesOf(
  call: ListCall,
  filter: FindingFilter,
  asked: RegionCode,
): AsyncGenerator<Village> {
  const looker = lookerOf(call);
  const codes = await call.read((tx) => findingVillages(tx, areaOf(call, asked), filter, looker));
  for (const code of codes) {
    const rows = await call.read((tx) => findingsOfVillage(tx, areaOf(call, code), filter, looker));
    const [first] = rows;
    if (first === undefined) continue;
    yield {
      region: code,
      name: first.place?.name ?? code,
      township: first.township ?? code.slice(0, 9),
      rows,
    };
  }
}

async function* sheetsOf(
  villages: AsyncIterable<Village>,
  name: string,
  today: string,
): AsyncGenerator<SheetData> {
  let some = false;
  for await (const village of villages) {
    some = true;
    yield listSheet(village.name, today, village.rows);
  }
  if (!some) yield listSheet(name, today, []);
}

/** Villages come in the order of their codes, so those of a township stand together. */
async function* archiveOf(villages: AsyncIterable<Village>, today: string): AsyncGenerator<ZipEntry> {
  let held: Village[] = [];
  for await (const village of villages) {
    const [first] = held;
    if (first !== undefined && first.region.slice(0, 9) !== village.region.slice(0, 9)) {
      yield townshipEntry(first, held, today);
      held = [];
    }
    held.push(village);
  }
  const [first] = held;
  if (first !== undefined) yield townshipEntry(first, held, today);
  else yield { name: '没有待核实的问题.txt', content: `${today}：没有待核实的问题。\r\n` };
}

function townshipEntry(first: Village, villages: readonly Village[], today: string): ZipEntry {
  return {
    name: `${first.region.slice(6, 9)}-${first.township}-待核实问题清单-${today}.xlsx`,
    content: (sink) =>
      writeWorkbook(
        sink,
        villages.map((one) => listSheet(one.name, today, one.rows)),
      ),
  };
}
