import './version.mjs';
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { runCli } from './cli.mjs';
import { ensureInstalled } from './installed.mjs';
import { ROOT } from './root.mjs';

// npm run dev: the server, started anew at each change, and vite's own server in front of it.
await ensureInstalled({ dev: true });
const web = join(ROOT, 'packages', 'web');
const vite = dirname(createRequire(join(web, 'package.json')).resolve('vite/package.json'));
const front = spawn(process.execPath, [join(vite, 'bin', 'vite.js')], {
  cwd: web,
  stdio: ['ignore', 'inherit', 'inherit'],
});
process.on('exit', () => front.kill());
runCli(['serve', ...process.argv.slice(2)], { watch: true });
