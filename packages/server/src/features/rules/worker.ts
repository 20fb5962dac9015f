import { parentPort, workerData } from 'node:worker_threads';
import { openDatabase } from '@mingbai/store';
import { processRuleRun } from './process.ts';

/** Handed over by the runner. */
export interface RuleTask {
  readonly appUrl: string;
  readonly id: string;
  readonly today: string;
}

const task = workerData as RuleTask;
const database = openDatabase(task.appUrl, { connections: 4, name: 'mingbai-rules' });
try {
  await processRuleRun(database, task.id, task.today);
} finally {
  await database.close();
  parentPort?.postMessage('done');
}
