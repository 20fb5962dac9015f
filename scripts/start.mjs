import './version.mjs';
import { runCli } from './cli.mjs';
import { ensureConsole } from './console.mjs';
import { ensureInstalled } from './installed.mjs';

// npm start: from a bare clone to a running Mingbai.
await ensureInstalled();
ensureConsole();
runCli(['serve', ...process.argv.slice(2)]);
