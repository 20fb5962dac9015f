import { existsSync, lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './root.mjs';

// How much a whole install is, development tools with it: bytes in the files of what the lock asks for here. Disks
// take more, by how they cut files into blocks.
const LIMIT = 500_000_000;

/** A file with two names is there once. */
const counted = new Set();

/** Packages within a package are packages of their own. */
function bytesIn(folder) {
  return readdirSync(folder, { withFileTypes: true }).reduce((sum, entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === 'node_modules' ? sum : sum + bytesIn(path);
    if (!entry.isFile()) return sum;
    const { ino, size } = lstatSync(path);
    if (counted.has(ino)) return sum;
    counted.add(ino);
    return sum + size;
  }, 0);
}

const { packages } = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8'));
const bytes = Object.entries(packages)
  .filter(([path, { link }]) => link !== true && path.includes('node_modules/'))
  .map(([path]) => join(ROOT, path))
  .reduce((sum, folder) => (existsSync(folder) ? sum + bytesIn(folder) : sum), 0);
const megabytes = (count) => Math.round(count / 1_000_000);
console.log(`${megabytes(bytes)} of ${megabytes(LIMIT)} MB`);
process.exit(bytes > LIMIT ? 1 : 0);
