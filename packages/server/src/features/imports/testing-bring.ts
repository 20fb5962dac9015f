import { createReadStream } from 'node:fs';
import { COUNTRY } from '@mingbai/core';
import { askCommit, findImport } from '@mingbai/store';
import { GUSHI, type TestServer } from '../../app/testing.ts';
import { processImport } from './process.ts';
import { receive } from './upload.ts';

/** Brings a file of 2021 into the county's register as its clerk does: taken in, checked, written. Throws when it was not. */
export async function bring({ server }: TestServer, path: string, file: string): Promise<void> {
  const { database, vault, home } = server.services;
  const context = { database, vault, folder: home };
  const scope = { region: COUNTRY, user: '' };
  const id = await receive(context, {
    file,
    bytes: createReadStream(path),
    dataDate: '2021-12-31',
    county: '411525',
    region: GUSHI,
    by: { id: 'clerk', name: 'clerk', role: 'county_clerk' },
  });
  if (id === undefined) throw new Error(`${file} was not taken`);
  await processImport(context, id, '2026-11-22');
  await database.keep(scope, (tx) => askCommit(tx, id, false));
  await processImport(context, id, '2026-11-22');
  const job = await database.read(scope, (tx) => findImport(tx, id));
  if (job?.state !== 'committed') throw new Error(`${file}: ${job?.state} ${JSON.stringify(job?.problem)}`);
}
