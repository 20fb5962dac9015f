/**
 * A server without a door that brings one file in, the way the console does: received, encrypted, read by the
 * server's own runner in its worker thread, checked, asked for, committed. Says how long each took and how much
 * memory this process, worker included, has had at most.
 */
import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { regionCode } from '@mingbai/core';
import { createServer, receive } from '@mingbai/server';
import { askCommit, findAccountByName, findImport, type ImportRow } from '@mingbai/store';
import { answer, taskOf } from '../child.ts';
import { cpuSeconds, peakMb } from '../memory.ts';
import { COUNTY, DATA_DATE } from '../inputs.ts';
import { CLERK, type Installed } from '../place.ts';
import type { Imported } from './imported.ts';

const LOOK_EVERY = 25;

const {
  place,
  path,
  name = basename(path),
} = await taskOf<{ readonly place: Installed; readonly path: string; readonly name?: string }>();
const region = regionCode(COUNTY);
const server = await createServer({ ...place, home: place.files, logLevel: 'silent' });
try {
  answer(await bring());
} finally {
  await server.close();
}

async function bring(): Promise<Imported> {
  const { database, vault, home, imports } = server.services;
  const clerk = await database.read({ region, user: '' }, (tx) => findAccountByName(tx, CLERK));
  if (clerk === undefined || imports === undefined) throw new Error('no clerk, or nobody who imports');
  const scope = { region, user: clerk.id };
  const before = { mb: peakMb(), cpu: cpuSeconds() };
  const marks = [performance.now()];
  const id = await receive(
    { database, vault, folder: home },
    {
      file: name,
      bytes: createReadStream(path),
      dataDate: DATA_DATE,
      county: COUNTY,
      region,
      by: { id: clerk.id, name: clerk.name, role: 'county_clerk' },
    },
  );
  if (id === undefined) throw new Error('the file was not taken');
  marks.push(performance.now());
  imports.kick();
  let read: number | undefined;
  const checked = await until(['checked', 'mapping'], ({ progress }) => {
    if (progress.phase !== 'checking') return;
    read ??= performance.now();
  });
  marks.push(performance.now());
  if (!(await database.keep(scope, (tx) => askCommit(tx, id, false))))
    throw new Error(`import ${id} cannot be committed: ${checked.state}`);
  imports.kick();
  const done = await until(['committed']);
  marks.push(performance.now());
  const [begun = 0, received = 0, held = 0, committed = 0] = marks.map((mark) => mark / 1000);
  const counts = done.counts as Imported['counts'] | null;
  if (counts === null) throw new Error(`import ${id} counted nothing`);
  return {
    seconds: committed - begun,
    parts: {
      'receive s': received - begun,
      'read s': (read ?? held * 1000) / 1000 - received,
      'check s': held - (read ?? held * 1000) / 1000,
      'commit s': committed - held,
      'cpu s': cpuSeconds() - before.cpu,
      'before MB': before.mb,
    },
    counts,
    peakMb: peakMb(),
  };

  async function until(
    states: readonly ImportRow['state'][],
    look: (job: ImportRow) => void = () => undefined,
  ): Promise<ImportRow> {
    for (;;) {
      const job = await database.read(scope, (tx) => findImport(tx, id ?? ''));
      if (job === undefined) throw new Error(`import ${id} is gone`);
      look(job);
      if (states.includes(job.state)) return job;
      if (['failed', 'cancelled', 'checked'].includes(job.state))
        throw new Error(`import ${id}: ${job.state} ${JSON.stringify(job.problem)}`);
      await setTimeout(LOOK_EVERY);
    }
  }
}
