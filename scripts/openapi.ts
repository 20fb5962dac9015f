// Prints docs/openapi.json from the contract; with --check says whether it is up to date.
import { readFileSync, writeFileSync } from 'node:fs';
import { openApi } from '@mingbai/server';

const FILE = new URL('../docs/openapi.json', import.meta.url);
const text = `${JSON.stringify(openApi(), null, 2)}\n`;

if (process.argv.includes('--check')) {
  if (readOld() !== text) {
    console.error('docs/openapi.json is not what the contract says: node --import tsx scripts/openapi.ts');
    process.exitCode = 1;
  }
} else writeFileSync(FILE, text);

function readOld(): string {
  try {
    return readFileSync(FILE, 'utf8');
  } catch {
    return '';
  }
}
