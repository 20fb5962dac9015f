import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './root.mjs';

/**
 * Installs what is missing: compares what package-lock.json asks of this machine with what npm says it has put into
 * node_modules. `npm install --no-save` follows the lock, touches only what differs and leaves the lock alone.
 * Development tools that are there stay there. No install script is run: nothing here needs one.
 */
export async function ensureInstalled({ dev = false } = {}) {
  const present = installedPackages();
  const withDev = dev || 'node_modules/oxlint' in present;
  const missing = missingPackages(present, withDev);
  if (missing.length === 0) return;
  console.error(
    `正在安装依赖（缺 ${missing.length} 个），首次需要一两分钟 · Installing ${missing.length} missing packages`,
  );
  const begun = Date.now();
  const seconds = () => Math.round((Date.now() - begun) / 1000);
  const progress = setInterval(() => console.error(`  … ${seconds()} s`), 5_000);
  const code = await npm([
    'install',
    '--no-save',
    '--ignore-scripts',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
    ...(withDev ? [] : ['--omit=dev']),
  ]);
  clearInterval(progress);
  const still = code === 0 ? missingPackages(installedPackages(), withDev) : missing;
  if (still.length === 0) return console.error(`依赖已安装 · Installed in ${seconds()} s`);
  console.error(`依赖安装失败，请检查网络或 npm 源后重试。缺少：${still.slice(0, 5).join('、')}`);
  console.error(
    `The installation failed; check the network or npm's registry and try again. Missing: ${still.slice(0, 5).join(', ')}`,
  );
  process.exit(1);
}

/** Paths that the lock asks for and this folder has not, or has in another version. */
export function missingPackages(present, withDev) {
  const { packages } = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8'));
  return Object.entries(packages)
    .filter(([path, wanted]) => path.includes('node_modules/') && isForUs(wanted, withDev))
    .filter(([path, wanted]) => present[path] === undefined || present[path].version !== wanted.version)
    .map(([path]) => path);
}

function isForUs(wanted, withDev) {
  if (wanted.link === true || wanted.peer === true) return false;
  if (!withDev && (wanted.dev === true || wanted.devOptional === true)) return false;
  const fits = (list, mine) => list === undefined || (list.includes(mine) && !list.includes(`!${mine}`));
  if (!fits(wanted.os, process.platform) || !fits(wanted.cpu, process.arch)) return false;
  // Which C library an optional package is for, npm knows better than we do.
  return wanted.optional !== true || (wanted.libc === undefined && wanted.os !== undefined);
}

function installedPackages() {
  try {
    return JSON.parse(readFileSync(join(ROOT, 'node_modules', '.package-lock.json'), 'utf8')).packages;
  } catch {
    return {};
  }
}

function npm(args) {
  const own = process.env.npm_execpath;
  const [command, first] = own?.endsWith('.js') ? [process.execPath, [own]] : ['npm', []];
  return new Promise((done) => {
    const child = spawn(command, [...first, ...args], {
      cwd: ROOT,
      // Standard output may be the caller's JSON.
      stdio: ['ignore', 2, 2],
      shell: command === 'npm' && process.platform === 'win32',
    });
    child.on('error', () => done(1)).on('exit', (code) => done(code ?? 1));
  });
}
