import { openDatabase } from '@mingbai/store';
import { startRunner } from './runner.ts';

/** A server's import runner in a process of its own, so that a test can kill it. */
const [appUrl = '', keyFile = '', folder = ''] = process.argv.slice(2);
startRunner({
  database: openDatabase(appUrl),
  appUrl,
  keyFile,
  folder,
  onError: (error) => process.stderr.write(`${String(error)}\n`),
});
setInterval(() => undefined, 1000);
