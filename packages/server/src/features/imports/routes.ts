import { PassThrough } from 'node:stream';
import type { MultipartFile } from '@fastify/multipart';
import { ancestorAt, countyOf, dataDay, dayInChina, levelOf, normaliseHeader, Problem } from '@mingbai/core';
import {
  cancelImport,
  commitImport,
  downloadMarked,
  getImport,
  listDifferences,
  listFaults,
  listImports,
  listRepairs,
  mapImport,
  uploadImport,
  type ImportJob,
} from '@mingbai/core/api';
import * as store from '@mingbai/store';
import type { Call } from '../../frame/context.ts';
import { implement, type Implementation } from '../../frame/implement.ts';
import type { ImportContext } from './context.ts';
import { differencesOf } from './differences.ts';
import { markedFile } from './marked.ts';
import { askAsSeen } from './recheck.ts';
import { receive } from './upload.ts';
import { cutRemarks, viewOf } from './view.ts';
import { whoseRows } from './who.ts';

type AnyCall = Call<unknown, unknown, unknown>;

export const importRoutes: Implementation[] = [
  implement(listImports, async (call) => {
    const { offset, limit } = call.query;
    return call.read(async (tx) => {
      const { total, rows } = await store.listImports(tx, offset, limit);
      const views: ImportJob[] = [];
      for (const row of rows) views.push(await view(tx, row));
      return { total, rows: views };
    });
  }),
  implement(getImport, (call) =>
    call.read(async (tx) => {
      const { doubts, listed, asking } = await store.doubtsOf(tx, call.params.id);
      const job = await viewById(tx, call.params.id);
      const remarks = [...(job.remarks ?? []), ...cutRemarks(job, asking ? [] : doubts, listed)];
      return { ...job, remarks, doubts: { rules: doubts, asking } };
    }),
  ),
  implement(uploadImport, upload),
  implement(mapImport, async (call) => {
    const { id } = call.params;
    const job = await jobFor(call, id);
    if (!['mapping', 'checked', 'failed'].includes(job.state)) throw new Problem('conflict');
    const columns = call.body.mappings.flatMap((one) =>
      one.columns.map((column) => ({ ...column, form: one.form ?? '' })),
    );
    if (columns.length > 0) {
      await call.command({ name: 'import.map', region: call.region, subject: `import:${id}` }, async (tx) => {
        for (const { form, header, to } of columns)
          await store.rememberMapping(tx, job.county, form, normaliseHeader(header), to);
        return { result: undefined, changes: { columns } };
      });
    }
    const chosen = call.body.mappings.map(({ file, sheet, form }) => ({ file, sheet, form }));
    await call.database.keep(call.scope, (tx) =>
      store.updateImport(tx, id, { state: 'queued', mapping: chosen, problem: null }),
    );
    call.services.imports?.kick();
    return call.read((tx) => viewById(tx, id));
  }),
  implement(commitImport, async (call) => {
    await jobFor(call, call.params.id);
    const asked = await call.database.keep(call.scope, (tx) => askAsSeen(tx, call.params.id, call.body));
    if (!asked) throw new Problem('conflict');
    call.services.imports?.kick();
    return call.read((tx) => viewById(tx, call.params.id));
  }),
  implement(cancelImport, async (call) => {
    await jobFor(call, call.params.id);
    const { id } = call.params;
    const asked = await call.database.keep(call.scope, (tx) => store.askCancel(tx, id));
    const now = await jobFor(call, id);
    // Of one that failed or was cancelled already nothing is in the register: that is what was asked for.
    if (!asked && now.state === 'committed') throw new Problem('import-written');
    if (asked && now.state === 'cancelled')
      await call.database.keep(call.scope, (tx) => store.dropStages(tx, id));
    return call.read((tx) => view(tx, now));
  }),
  implement(listFaults, async (call) => {
    const job = await jobFor(call, call.params.id);
    return call.read(async (tx) => {
      const { total, rows } = await store.listFaults(tx, call.params.id, call.query);
      const names = await whoseRows(tx, job, rows);
      return { total, rows: rows.map((row, index) => ({ ...row, who: names[index] ?? row.who ?? null })) };
    });
  }),
  implement(listRepairs, async (call) => {
    await jobFor(call, call.params.id);
    return call.read((tx) => store.listRepairs(tx, call.params.id, call.query));
  }),
  implement(listDifferences, async (call) => {
    const job = await jobFor(call, call.params.id);
    if (!['checked', 'mapping', 'waiting'].includes(job.state)) return { total: 0, rows: [] };
    return call.read((tx) => differencesOf(tx, job, call.query, call.vault));
  }),
  implement(downloadMarked, async (call) => {
    const job = await jobFor(call, call.params.id);
    const out = new PassThrough();
    const name = await markedFile(contextOf(call), job, out);
    return { name, content: out };
  }),
];

/** Fields come before the files they speak of. */
async function upload(call: AnyCall) {
  const dates: string[] = [];
  const ids: string[] = [];
  for await (const part of call.request.parts()) {
    if (part.type === 'field') {
      if (part.fieldname === 'dataDate') dates.push(dataDay(String(part.value), DATA_DATE, today()));
      continue;
    }
    ids.push(await take(call, part, dates.at(-1) ?? today()));
  }
  if (ids.length === 0) throw new Problem('invalid-input', { detail: 'no file', detailZh: '没有文件' });
  call.services.imports?.kick();
  return call.read(async (tx) => {
    const jobs: ImportJob[] = [];
    for (const id of ids) jobs.push(await viewById(tx, id));
    return jobs;
  });
}

async function take(call: AnyCall, part: MultipartFile, dataDate: string): Promise<string> {
  const { actor, who, region } = call;
  const county = levelOf(region) === 'county' ? region : ancestorAt(region, 'county');
  const id = await receive(
    contextOf(call),
    {
      file: part.filename,
      bytes: part.file,
      dataDate,
      county: countyOf(county),
      region,
      by: { id: actor.id, name: who.name, role: actor.role },
    },
    () => !part.file.truncated,
  );
  if (id === undefined) throw new Problem('file-too-large', { limit: '512 MB' });
  return id;
}

function contextOf(call: AnyCall): ImportContext {
  return { database: call.database, vault: call.vault, folder: call.services.home };
}

/** Within the caller's area, or not found. */
function jobFor(call: { read: AnyCall['read'] }, id: string): Promise<store.ImportRow> {
  return call.read(async (tx) => {
    const job = await store.findImport(tx, id);
    if (job === undefined) throw new Problem('not-found');
    return job;
  });
}

async function viewById(tx: store.ReadTx, id: string) {
  const job = await store.findImport(tx, id);
  if (job === undefined) throw new Problem('not-found');
  return view(tx, job);
}

async function view(tx: store.ReadTx, job: store.ImportRow) {
  const holder = job.waiting_for === null ? undefined : await store.findImport(tx, job.waiting_for);
  return viewOf(job, new Map(holder === undefined ? [] : [[holder.id, holder.creator_name]]));
}

const DATA_DATE = { zh: '数据日期', en: 'Day of the data' } as const;

function today(): string {
  return dayInChina(Date.now());
}
