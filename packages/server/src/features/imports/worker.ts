import { setFlagsFromString } from 'node:v8';
import { parentPort, workerData } from 'node:worker_threads';
import { openDatabase, openVault, startSealing } from '@mingbai/store';
import { processImport } from './process.ts';

/** What a thread works with, all its life. */
export interface WorkerPlace {
  readonly appUrl: string;
  readonly keyFile: string;
  readonly folder: string;
}

/** Handed over by the runner. */
export interface WorkerTask {
  readonly id: string;
  readonly today: string;
}

// The first batches live long enough, while the header is looked for and connections open, that V8 takes the rows of
// all later ones for lasting, and puts them where only a full collection finds them dead: twice the memory, and a
// tenth of the time.
setFlagsFromString('--no-allocation-site-pretenuring');

const place = workerData as WorkerPlace;
// Reading opens a connection for each year of the file; the rest are for progress and the lock.
const database = openDatabase(place.appUrl, { connections: 16, name: 'mingbai-import' });
const vault = openVault(place.keyFile);
const sealing = startSealing(place.keyFile, vault);

/** One job after the other: the runner hands over the next when this one has been answered. */
parentPort?.on('message', (task: WorkerTask) => {
  // What goes wrong beyond the job's own problems ends the thread, and the runner hears of it.
  void processImport({ database, vault, folder: place.folder, seal: sealing.seal }, task.id, task.today).then(
    () => parentPort?.postMessage('done'),
  );
});
