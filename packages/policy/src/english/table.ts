import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { POLICY_FOLDER } from '../load/bundle.ts';
import { YamlFile } from '../load/document.ts';

const TABLE = 'english.yaml';
const words = z.record(z.string().min(1), z.string().min(1));
const fileShape = z.strictObject({ names: words, values: words });

/** English of what models say in Chinese: names of facts, decisions and entries, and texts that are values. */
export interface EnglishWords {
  readonly names: ReadonlyMap<string, string>;
  readonly values: ReadonlyMap<string, string>;
}

let reading: Promise<EnglishWords> | undefined;

/** `policy/english.yaml`, read once for each process. Rejects where it is missing or says something else. */
export function englishTable(): Promise<EnglishWords> {
  reading ??= readTable();
  return reading;
}

async function readTable(): Promise<EnglishWords> {
  const file = new YamlFile(await readFile(join(POLICY_FOLDER, TABLE), 'utf8'));
  const read = file.problems.length > 0 ? file.problems : file.read(fileShape, file.value(), []);
  if (Array.isArray(read)) {
    const [{ line, column, en } = { line: 0, column: 0, en: '' }] = read;
    throw new Error(`${TABLE}:${line}:${column}: ${en}`);
  }
  return { names: new Map(Object.entries(read.names)), values: new Map(Object.entries(read.values)) };
}
