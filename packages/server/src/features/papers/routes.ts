import { countyOf, dayInChina, levelOf, Problem, type RegionCode } from '@mingbai/core';
import {
  cancelPaperJob,
  downloadPaperJob,
  getPaperJob,
  listPaperJobs,
  listCasePapers,
  listPapers,
  previewCasePaper,
  previewHouseholdPaper,
  printCasePaper,
  printHouseholdPaper,
  printNotice,
  printVillagePaper,
  startCasePaperJob,
  startPaperJob,
} from '@mingbai/core/api';
import { missingCharacters } from '@mingbai/exchange';
import { papersAt } from '@mingbai/policy';
import * as store from '@mingbai/store';
import { implement, type Implementation } from '../../frame/implement.ts';
import { areaOf } from '../households/area.ts';
import { addressOf } from '../notices/address.ts';
import { caseJobAsked } from './case-chosen.ts';
import {
  casePapers,
  previewCasePaper as previewPaperOfCase,
  printCasePaper as printPaperOfCase,
} from './case-print.ts';
import { paperOf } from './compose.ts';
import { paperLibrary } from './library.ts';
import { printNotice as printNoticePaper } from './notice.ts';
import { previewPaper, printPaper, type PrintCall } from './print.ts';
import { paperPath } from './process.ts';
import { MEDIA_TYPES } from './render.ts';
import { picturesOf } from './signed.ts';
import { jobView, kindView } from './view.ts';

export const paperRoutes: Implementation[] = [
  implement(listPapers, async (call) => {
    const library = await paperLibrary();
    return {
      papers: papersAt(library, call.region, dayInChina(Date.now())).map(kindView),
      quarantined: library.quarantined.map(({ file, id, problems }) => ({
        file,
        id,
        problems: problems.map(({ zh, en, line, column }) => ({ zh, en, line, column })),
      })),
    };
  }),
  implement(printHouseholdPaper, (call) =>
    printPaper(
      { ...call, pictures: picturesOf(call.services.evidence.house) },
      { household: call.params.id },
      call.body,
    ),
  ),
  implement(printVillagePaper, async (call) => {
    const village = await villageOf(call, call.params.code);
    return printPaper(call, { village }, call.body);
  }),
  implement(printNotice, (call) =>
    printNoticePaper(call, call.params.id, call.body, (slug) => addressOf(call.services, call.request, slug)),
  ),
  implement(previewHouseholdPaper, async (call) => {
    const paper = await previewPaper(call, { household: call.params.id }, call.params.paper);
    return { paper, missing: missingCharacters(paper) };
  }),
  implement(listCasePapers, casePapers),
  implement(previewCasePaper, async (call) => {
    const paper = await previewPaperOfCase(call, call.params.id, call.params.paper);
    return { paper, missing: missingCharacters(paper) };
  }),
  implement(printCasePaper, (call) =>
    printPaperOfCase(
      { ...call, pictures: picturesOf(call.services.evidence.house) },
      call.params.id,
      call.body,
    ),
  ),
  implement(startCasePaperJob, async (call) => {
    const job = await caseJobAsked(call);
    const id = await call.database.keep(call.scope, (tx) => store.queuePaperJob(tx, job));
    call.services.papers?.kick();
    return call.read(async (tx) => viewOf(tx, await jobById(tx, id)));
  }),
  implement(listPaperJobs, (call) =>
    call.read(async (tx) => {
      const { region, ...page } = call.query;
      if (region !== undefined) areaOf(call, region);
      const { total, rows } = await store.listPaperJobs(tx, { ...page, region });
      return { total, rows: await Promise.all(rows.map((job) => viewOf(tx, job))) };
    }),
  ),
  implement(startPaperJob, async (call) => {
    const region = await villageOf(call, call.params.code);
    const { paper, format, size } = call.body;
    const { template } = paperOf(await paperLibrary(), paper, region, dayInChina(Date.now()));
    if (!template.formats.includes(format)) throw new Problem('invalid-input', { detail: 'format' });
    const id = await call.database.keep(call.scope, (tx) =>
      store.queuePaperJob(tx, {
        county: countyOf(region),
        region,
        paper,
        format,
        size: size ?? template.size,
        createdBy: call.actor.id,
        creatorName: call.who.name,
        role: call.actor.role,
      }),
    );
    call.services.papers?.kick();
    return call.read(async (tx) => viewOf(tx, await jobById(tx, id)));
  }),
  implement(getPaperJob, (call) => call.read(async (tx) => viewOf(tx, await jobById(tx, call.params.id)))),
  implement(cancelPaperJob, async (call) => {
    const { id } = call.params;
    await call.read((tx) => jobById(tx, id));
    if (!(await call.database.keep(call.scope, (tx) => store.cancelPaperJob(tx, id))))
      throw new Problem('conflict');
    return call.read(async (tx) => viewOf(tx, await jobById(tx, id)));
  }),
  implement(downloadPaperJob, async (call) => {
    const job = await call.read((tx) => jobById(tx, call.params.id));
    const { stored_as, file, expires_at, format } = job;
    if (stored_as === null || file === null || expires_at === null || expires_at.getTime() < Date.now())
      throw new Problem('not-found');
    const subject = job.cases === null ? `village:${job.region}` : `paper-job:${job.id}`;
    const command = { name: 'paper.fetch', region: job.region, subject };
    await call.command(command, async () => ({
      result: undefined,
      changes: { job: job.id, paper: job.paper, sha256: job.digest },
    }));
    const source = await call.vault.files.open(paperPath(call.services.home, stored_as));
    return { name: file, content: store.sourceStream(source), mediaType: MEDIA_TYPES[format] };
  }),
];

/** A village in the caller's area, or `not-found`. */
async function villageOf(call: Pick<PrintCall, 'read' | 'region'>, code: string): Promise<RegionCode> {
  const region = await call.read((tx) => store.regionToday(tx, code as RegionCode));
  if (region === undefined || region.level !== 'village') throw new Problem('not-found');
  areaOf(call, region.code);
  return region.code;
}

async function jobById(tx: store.ReadTx, id: string): Promise<store.PaperJob> {
  const job = await store.findPaperJob(tx, id);
  if (job === undefined) throw new Problem('not-found');
  return job;
}

async function viewOf(tx: store.ReadTx, job: store.PaperJob) {
  const region = await store.regionToday(tx, job.region);
  return jobView(job, region ?? { code: job.region, name: job.region, level: levelOf(job.region) });
}
