import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { ROOT } from './root.mjs';

const WEB = join(ROOT, 'packages', 'web');
const MARKER = join(WEB, 'dist', '.built-from');
/** All that the console is built from. */
const SOURCES = [
  'packages/web/src',
  'packages/web/public',
  'packages/web/index.html',
  'packages/web/vite.config.ts',
  'packages/web/package.json',
  'packages/core/src',
  'package-lock.json',
];

/** Builds the web console when its sources are not those of the last build. */
export function ensureConsole() {
  const digest = digestOf(SOURCES);
  if (existsSync(MARKER) && readFileSync(MARKER, 'utf8') === digest) return;
  console.error('正在生成网页界面 · Building the web console');
  const begun = Date.now();
  const vite = createRequire(join(WEB, 'package.json')).resolve('vite/package.json');
  const { bin } = JSON.parse(readFileSync(vite, 'utf8'));
  const built = spawnSync(
    process.execPath,
    [join(dirname(vite), bin.vite ?? bin), 'build', '--logLevel', 'warn'],
    {
      cwd: WEB,
      stdio: ['ignore', 2, 2],
    },
  );
  if (built.status !== 0) {
    console.error('网页界面生成失败，原因见上 · The web console could not be built; the reason stands above');
    process.exit(1);
  }
  writeFileSync(MARKER, digest);
  console.error(`网页界面已生成 · Built in ${((Date.now() - begun) / 1000).toFixed(1)} s`);
}

function digestOf(paths) {
  const hash = createHash('sha256');
  for (const path of paths.flatMap((one) => filesIn(one)))
    if (!path.endsWith('.test.ts')) hash.update(`${path}\n`).update(readFileSync(join(ROOT, path)));
  return hash.digest('hex');
}

function filesIn(path) {
  const full = join(ROOT, path);
  if (!existsSync(full)) return [];
  try {
    return readdirSync(full)
      .sort()
      .flatMap((name) => filesIn(`${path}/${name}`));
  } catch {
    return [path];
  }
}
