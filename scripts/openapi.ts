import { openApi } from '@mingbai/server';
import { writeOrCheck } from './written.ts';

/** Writes docs/openapi.json from the contract; with `--check` says whether it is up to date. */
await writeOrCheck(
  { 'docs/openapi.json': `${JSON.stringify(openApi(), null, 2)}\n` },
  'the contract says',
  process.argv.includes('--check'),
);
