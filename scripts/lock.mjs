import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './root.mjs';

// Tools bring one optional package for each platform. A registry that mirrors only some platforms makes npm write a
// lock without the others, and `npm ci` then refuses it everywhere. This adds them, by the versions their tools ask for.
//   node scripts/lock.mjs           completes package-lock.json
//   node scripts/lock.mjs --check   fails when something is missing
const file = join(ROOT, 'package-lock.json');
const text = readFileSync(file, 'utf8');
const lock = JSON.parse(text);
const SYSTEMS = [
  'android',
  'darwin',
  'freebsd',
  'linux',
  'openharmony',
  'win32',
  'aix',
  'netbsd',
  'openbsd',
  'sunos',
];
const CPUS = ['arm64', 'arm', 'ia32', 'loong64', 'mips64el', 'ppc64', 'riscv64', 's390x', 'wasm32', 'x64'];
const added = [];

for (const [path, entry] of Object.entries(lock.packages))
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    if (isLocked(path, name) || !/^\d/.test(version)) continue;
    const parts = name.split(/[/-]/);
    const os = SYSTEMS.filter((system) => parts.includes(system));
    const cpu = CPUS.filter((one) => parts.includes(one));
    if (cpu.length === 0) continue;
    const libc =
      os[0] !== 'linux'
        ? undefined
        : name.includes('musl')
          ? ['musl']
          : name.includes('gnu')
            ? ['glibc']
            : undefined;
    lock.packages[`node_modules/${name}`] = {
      version,
      cpu,
      ...(entry.dev === true ? { dev: true } : {}),
      ...(libc === undefined ? {} : { libc }),
      optional: true,
      ...(os.length === 0 ? {} : { os }),
    };
    added.push(name);
  }

if (added.length > 0 && process.argv.includes('--check')) {
  console.log(`package-lock.json lacks ${added.length} platform packages; run node scripts/lock.mjs`);
  process.exit(1);
}
if (added.length > 0) {
  lock.packages = Object.fromEntries(
    Object.entries(lock.packages).sort(([a], [b]) => a.localeCompare(b, 'en')),
  );
  writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
  console.log(`${added.length} added`);
}

/** npm looks for a package beside the one that needs it, then in each folder above. */
function isLocked(from, name) {
  for (let folder = from; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/')))) {
    const at = `${folder === '' ? '' : `${folder}/`}node_modules/${name}`;
    if (at in lock.packages) return true;
    if (folder === '' || !folder.includes('node_modules/')) return `node_modules/${name}` in lock.packages;
  }
}
