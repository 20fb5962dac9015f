import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';

const SCRIPTS = fileURLToPath(new URL('.', import.meta.url));

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'mingbai-scripts-'));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  return made;
}

test('documents with links or paths that lead nowhere are named by file and line', () => {
  const root = folder();
  mkdirSync(join(root, 'docs'));
  writeFileSync(
    join(root, 'docs', 'there.md'),
    '[home](../README.md#top) [web](https://example.org) `docs/there.md`\n',
  );
  writeFileSync(
    join(root, 'README.md'),
    [
      '[good](docs/there.md)',
      '[bad](docs/gone.md)',
      '`scripts/gone.mjs`',
      '```',
      '[not read](x.md)',
      '```',
      '`docs/*.md`',
    ].join('\n'),
  );
  const run = spawnSync(process.execPath, [join(SCRIPTS, 'documents.mjs'), root], { encoding: 'utf8' });
  expect(run.stdout.trim().split('\n')).toEqual([
    'README.md:2: docs/gone.md',
    'README.md:3: `scripts/gone.mjs`',
  ]);
  expect(run.status).toBe(1);
});

test('an old Node is told so in both languages', () => {
  const code = `Object.defineProperty(process, 'versions', { value: { node: '18.20.0' } }); await import(${JSON.stringify(pathToFileURL(join(SCRIPTS, 'version.mjs')).href)});`;
  const run = spawnSync(process.execPath, ['--input-type=module', '-e', code], { encoding: 'utf8' });
  expect(run.status).toBe(1);
  expect(run.stderr).toMatch(/需要 Node\.js 20\.19[\s\S]*needs Node\.js 20\.19/);
});

test('what start.mjs started ends in order when start.mjs is killed with -9', async () => {
  const root = folder();
  const tie = pathToFileURL(join(SCRIPTS, 'tie.mjs')).href;
  const child = join(root, 'child.mjs');
  const parent = join(root, 'parent.mjs');
  writeFileSync(
    child,
    `import { writeFileSync } from 'node:fs';
     process.on('SIGTERM', () => { writeFileSync(${JSON.stringify(join(root, 'ended'))}, ''); process.exit(0); });
     writeFileSync(${JSON.stringify(join(root, 'running'))}, '');
     setInterval(() => {}, 1000);`,
  );
  writeFileSync(
    parent,
    `import { spawn } from 'node:child_process';
     spawn(process.execPath, ['--import', ${JSON.stringify(tie)}, ${JSON.stringify(child)}], {
       stdio: ['inherit', 'inherit', 'inherit', 'pipe'], env: { ...process.env, MINGBAI_TIED_TO: String(process.pid) } });`,
  );
  const started = spawn(process.execPath, [parent], { stdio: 'inherit' });
  await appears(join(root, 'running'));
  started.kill('SIGKILL');
  await once(started, 'exit');
  await appears(join(root, 'ended'));
});

async function appears(path: string): Promise<void> {
  for (let tries = 0; !existsSync(path); tries += 1) {
    if (tries > 200) throw new Error(`${path} did not appear in 10 s`);
    await sleep(50);
  }
}
