import './version.mjs';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBrowser, findBrowser } from './browser.mjs';
import { ensureConsole } from './console.mjs';
import { ensureInstalled } from './installed.mjs';
import { ROOT } from './root.mjs';
import { runNode } from './steps.mjs';

// npm test: everything that CI runs, from a bare clone.
await ensureInstalled({ dev: true });
const total = { passed: 0, failed: 0 };
const add = (passed, failed) => {
  total.passed += passed;
  total.failed += failed;
};

const check = await runNode(['scripts/check.mjs'], { show: true });
if (check.code !== 0) add(0, 1);

const folder = mkdtempSync(join(tmpdir(), 'mingbai-report-'));
const report = join(folder, 'vitest.json');
const vitest = join(ROOT, 'node_modules', 'vitest', 'vitest.mjs');
const unit = await runNode(
  [vitest, 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
  { show: true },
);
if (existsSync(report)) {
  const told = JSON.parse(readFileSync(report, 'utf8'));
  add(told.numPassedTests, told.numFailedTests);
  // A file that does not load has no tests to fail.
  if (unit.code !== 0 && told.numFailedTests === 0) add(0, Math.max(1, told.numFailedTestSuites));
} else add(0, 1);
rmSync(folder, { recursive: true, force: true });

if (existsSync(join(ROOT, 'e2e', 'run.ts'))) {
  if (ensureBrowser()) {
    ensureConsole();
    const journeys = await runNode(['--import', 'tsx', 'e2e/run.ts'], {
      show: true,
      env: { MINGBAI_CHROMIUM: findBrowser() },
    });
    // Its last line that reads so is its result.
    const told = [...journeys.output.matchAll(/^(\d+) passed, (\d+) failed\s*$/gm)].at(-1);
    const failed = Number(told?.[2] ?? 0);
    add(Number(told?.[1] ?? 0), journeys.code !== 0 && failed === 0 ? 1 : failed);
  } else add(0, 1);
}

console.log(`${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed === 0 ? 0 : 1);
