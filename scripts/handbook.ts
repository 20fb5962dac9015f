import { handbook } from './handbook/render.ts';
import { writeOrCheck } from './written.ts';

/** Writes docs/data-handbook.md from the dictionary; with `--check` exits 1 when the file is not up to date. */
await writeOrCheck(
  { 'docs/data-handbook.md': handbook() },
  'the dictionary says',
  process.argv.includes('--check'),
);
