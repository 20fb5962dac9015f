import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { handbook } from './handbook/render.ts';

/** Writes docs/data-handbook.md from the dictionary; with `--check` exits 1 when the file is not up to date. */
const target = fileURLToPath(new URL('../docs/data-handbook.md', import.meta.url));
const text = handbook();

if (process.argv.includes('--check')) {
  const current = await readFile(target, 'utf8').catch(() => '');
  if (current !== text) {
    console.error(
      'docs/data-handbook.md is not what the dictionary says: run `node --import tsx scripts/handbook.ts`',
    );
    process.exit(1);
  }
} else {
  await writeFile(target, text);
  console.log(`docs/data-handbook.md: ${text.split('\n').length} lines`);
}
