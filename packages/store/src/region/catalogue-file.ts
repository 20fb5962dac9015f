import { readFileSync } from 'node:fs';
import { brotliDecompressSync } from 'node:zlib';
import { RegionCatalogue } from '@mingbai/core';

/** Where `scripts/regions.ts` leaves the catalogue. */
export const CATALOGUE_FILE = new URL('../../data/regions.bin', import.meta.url);

/** The five levels of the 2023 statistical codes; reads 3 MB, decodes levels one to three only. */
export function openRegionCatalogue(): RegionCatalogue {
  return new RegionCatalogue(readFileSync(CATALOGUE_FILE), (bytes) => brotliDecompressSync(bytes));
}
