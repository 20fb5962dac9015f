import { readFileSync } from 'node:fs';
import { refusalReason } from '../refusal.ts';
import { fileSource } from '../source.ts';
import { readTables } from '../tables.ts';

// Run as a process of its own by tests that watch memory: prints what came of the file named on the command line.
const source = await fileSource(process.argv[2] ?? '');
let rows = 0;
let reason: string | undefined;
try {
  for await (const batch of readTables('upload', source))
    rows += batch.filter((event) => event.type === 'row').length;
} catch (error) {
  reason = refusalReason(error) ?? String(error);
}
// Where Linux counts it: `maxRSS` begins with that of the process which started this one.
const peakMegabytes = Math.round(peakKilobytes() / 1024);
console.log(JSON.stringify({ rows, reason: reason ?? 'none', peakMegabytes }));

function peakKilobytes(): number {
  if (process.platform !== 'linux') return process.resourceUsage().maxRSS;
  return Number(/VmHWM:\s*(\d+) kB/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]);
}
