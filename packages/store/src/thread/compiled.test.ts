import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { once } from 'node:events';
import { expect, onTestFinished, test } from 'vitest';

const RUN = fileURLToPath(new URL('./run.mjs', import.meta.url));

function program(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'mingbai-compiled-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}

function run(entry: string, ...args: string[]): { status: number | null; stdout: string; stderr: string } {
  return spawnSync(process.execPath, [RUN, entry, ...args], { encoding: 'utf8' });
}

test('a program runs in one piece, with its arguments, and each module knows where it lies', () => {
  const folder = program({
    'main.ts': `import { here } from './part.ts';
      const later = await import('./later.ts');
      console.log(JSON.stringify([process.argv.slice(1), here satisfies string, later.text()]));`,
    'part.ts': `export const here: string = import.meta.url;`,
    'later.ts': `import { readFileSync } from 'node:fs';
      export const text = () => readFileSync(new URL('./words.txt', import.meta.url), 'utf8');`,
    'words.txt': '明白',
  });
  const main = join(folder, 'main.ts');
  const { stdout, stderr } = run(main, 'a', '--b');
  expect(stderr).toBe('');
  expect(JSON.parse(stdout)).toEqual([
    [main, 'a', '--b'],
    pathToFileURL(join(folder, 'part.ts')).href,
    '明白',
  ]);
});

test('a source that was edited is put together again, whatever the clock says of it', () => {
  const folder = program({
    'main.ts': `import { said } from './part.ts'; console.log(said);`,
    'part.ts': `export const said = 'one';`,
  });
  const main = join(folder, 'main.ts');
  expect(run(main).stdout).toBe('one\n');
  expect(run(main).stdout).toBe('one\n');
  writeFileSync(join(folder, 'part.ts'), `export const said = 'two';`);
  utimesSync(join(folder, 'part.ts'), 1, 1);
  expect(run(main).stdout).toBe('two\n');
});

test('what is wrong in a source is said with its file and line', () => {
  const folder = program({ 'main.ts': `const a = 1;\nconst = 2;` });
  const { status, stderr } = run(join(folder, 'main.ts'));
  expect(status).toBe(1);
  expect(stderr).toContain('main.ts:2:6');
});

test('a thread starts the same way', async () => {
  const folder = program({
    'thread.ts': `import { parentPort } from 'node:worker_threads'; parentPort?.postMessage('here' satisfies string);`,
  });
  const stub = join(folder, 'thread.mjs');
  const compiled = new URL('./compiled.mjs', import.meta.url).href;
  writeFileSync(
    stub,
    `import { compiled } from ${JSON.stringify(compiled)};
     await import(await compiled(new URL('./thread.ts', import.meta.url)));`,
  );
  const thread = new Worker(stub, { execArgv: [] });
  expect(await once(thread, 'message')).toEqual(['here']);
  await thread.terminate();
});
