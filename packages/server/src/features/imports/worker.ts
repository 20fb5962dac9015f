import { setFlagsFromString } from 'node:v8';
import { parentPort, workerData } from 'node:worker_threads';
import { openDatabase, openVault, startSealing } from '@mingbai/store';
import { processImport } from './process.ts';

/** Handed over by the runner. */
export interface WorkerTask {
  readonly appUrl: string;
  readonly keyFile: string;
  readonly folder: string;
  readonly id: string;
  readonly today: string;
}

// The first batches live long enough, while the header is looked for and connections open, that V8 takes the rows of
// all later ones for lasting, and puts them where only a full collection finds them dead: twice the memory, and a
// tenth of the time.
setFlagsFromString('--no-allocation-site-pretenuring');

const task = workerData as WorkerTask;
// Reading opens a connection for each year of the file; the rest are for progress and the lock.
const database = openDatabase(task.appUrl, { connections: 16, name: 'mingbai-import' });
const vault = openVault(task.keyFile);
const sealing = startSealing(task.keyFile, vault);
try {
  await processImport({ database, vault, folder: task.folder, seal: sealing.seal }, task.id, task.today);
} finally {
  await sealing.stop();
  await database.close();
  parentPort?.postMessage('done');
}
