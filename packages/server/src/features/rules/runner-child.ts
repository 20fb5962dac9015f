import { openDatabase } from '@mingbai/store';
import { startRuleRunner } from './runner.ts';

/** A server's rule runner in a process of its own, so that a test can kill it: the application's URL. */
const [appUrl = ''] = process.argv.slice(2);
startRuleRunner({
  database: openDatabase(appUrl),
  appUrl,
  onError: (error) => {
    throw error;
  },
});
// The runner itself keeps nobody waiting.
setInterval(() => undefined, 1000);
