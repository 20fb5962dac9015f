import './version.mjs';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ensureInstalled } from './installed.mjs';
import { ROOT } from './root.mjs';

// npm run samples -- --out DIR: workbooks of invented people to try the import with, from a bare clone.
await ensureInstalled();
const main = join(ROOT, 'fixtures', 'src', 'main.ts');
const { status } = spawnSync(
  process.execPath,
  ['--import', import.meta.resolve('tsx'), main, ...process.argv.slice(2)],
  { stdio: 'inherit', cwd: process.env.INIT_CWD ?? process.cwd() },
);
process.exit(status ?? 1);
