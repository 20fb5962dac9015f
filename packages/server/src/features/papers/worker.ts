import { parentPort, workerData } from 'node:worker_threads';
import { openDatabase, openVault } from '@mingbai/store';
import { processPaperJob } from './process.ts';

/** Handed over by the runner. */
export interface PaperTask {
  readonly appUrl: string;
  readonly keyFile: string;
  readonly folder: string;
  readonly id: string;
}

const task = workerData as PaperTask;
const database = openDatabase(task.appUrl, { connections: 2, name: 'mingbai-papers' });
try {
  await processPaperJob({ database, vault: openVault(task.keyFile), folder: task.folder }, task.id);
} finally {
  await database.close();
  parentPort?.postMessage('done');
}
