/** Writes every generated document anew. `npm run check` holds each to its source by the same scripts. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const GENERATORS = ['handbook.ts', 'data-rules.ts', 'procedures.ts', 'openapi.ts', 'database.ts'];

for (const name of GENERATORS) {
  const script = fileURLToPath(new URL(name, import.meta.url));
  const { status } = spawnSync(process.execPath, ['--import', 'tsx', script], { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}
