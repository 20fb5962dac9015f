/** `npm run bench -- NAME [--rows N] [--seconds N] [--only CASE] [--peer directus] [--json]`: see docs/bench.md. */
import { parseArgs } from 'node:util';
import type { BenchOptions } from './options.ts';
import { inWords, type Report } from './report.ts';

type Bench = (options: BenchOptions) => Promise<Report>;

const BENCHES: Readonly<Record<string, () => Promise<Bench>>> = {
  import: async () => (await import('./import/bench.ts')).benchImport,
  rules: async () => (await import('./rules/bench.ts')).benchRules,
  read: async () => (await import('./read/bench.ts')).benchRead,
  procedures: async () => (await import('./procedures/bench.ts')).benchProcedures,
  start: async () => (await import('./start/bench.ts')).benchStart,
  policy: async () => (await import('./policy/bench.ts')).benchPolicy,
  web: async () => (await import('./web/bench.ts')).benchWeb,
};

/** Where one million is not the size that matters. */
const ROWS: Readonly<Record<string, number>> = { policy: 29_485_000 };

const USAGE = `usage: npm run bench -- NAME [--rows 1000000] [--sheet-rows 100000] [--seconds 10] [--only CASE] [--peer directus] [--json]
  NAME: ${Object.keys(BENCHES).join(', ')}
`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rows: { type: 'string' },
    /** The same by another name, where rows are persons. */
    persons: { type: 'string' },
    'sheet-rows': { type: 'string' },
    seconds: { type: 'string', default: '10' },
    only: { type: 'string', default: '' },
    peer: { type: 'string', default: '' },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
const load = BENCHES[positionals[0] ?? ''];
const rows = Number(values.persons ?? values.rows ?? ROWS[positionals[0] ?? ''] ?? 1_000_000);
// The workbook follows the other file down, so that one number makes a run small.
const sheetRows = Number(values['sheet-rows'] ?? Math.min(100_000, rows));
const seconds = Number(values.seconds);
if (
  load === undefined ||
  values.help ||
  !['', 'directus'].includes(values.peer) ||
  ![rows, sheetRows].every(isCount) ||
  !(seconds > 0)
) {
  process.stderr.write(USAGE);
  process.exitCode = values.help ? 0 : 2;
} else {
  const bench = await load();
  const report = await bench({ rows, sheetRows, seconds, only: values.only, peer: values.peer });
  process.stdout.write(values.json ? `${JSON.stringify(report, null, 1)}\n` : inWords(report));
}

function isCount(value: number): boolean {
  return Number.isSafeInteger(value) && value > 0;
}
