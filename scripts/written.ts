import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

/**
 * Writes generated files, or with `check` only looks whether they are as they would be written: the exit code is 1 when
 * one is not. `files`: text by path from the root; `source`: what they are made from, for who reads that one is not.
 */
export async function writeOrCheck(
  files: Readonly<Record<string, string>>,
  source: string,
  check: boolean,
): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    const target = fileURLToPath(new URL(`../${path}`, import.meta.url));
    if (!check) {
      await writeFile(target, text);
      console.log(`${path}: ${text.split('\n').length} lines`);
    } else if ((await readFile(target, 'utf8').catch(() => '')) !== text) {
      console.error(`${path} is not what ${source}: run \`npm run generate\``);
      process.exitCode = 1;
    }
  }
}
