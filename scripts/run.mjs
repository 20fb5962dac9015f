import './version.mjs';
import { runCli } from './cli.mjs';
import { ensureInstalled } from './installed.mjs';

// npm run mingbai -- …: the command line, from a bare clone.
await ensureInstalled();
runCli(process.argv.slice(2));
