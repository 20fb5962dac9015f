import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
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

test('npm run samples, as both READMEs name it, writes workbooks into a folder beside the person', () => {
  const root = folder();
  for (const name of ['README.md', 'README.zh-CN.md'])
    expect(readFileSync(join(SCRIPTS, '..', name), 'utf8')).toContain('`npm run samples -- --out');
  const { scripts } = JSON.parse(readFileSync(join(SCRIPTS, '..', 'package.json'), 'utf8'));
  const args = ['--out', 'made', '--township', '411525100', '--scale', '0.01', '--forms', 'person-47'];
  const run = spawnSync(`${scripts.samples} ${args.join(' ')}`, {
    shell: true,
    cwd: join(SCRIPTS, '..'),
    env: { ...process.env, INIT_CWD: root },
    encoding: 'utf8',
  });
  expect([run.status, run.stderr]).toEqual([0, expect.any(String)]);
  expect(readdirSync(join(root, 'made')).filter((name) => name.endsWith('.xlsx'))).not.toEqual([]);
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
