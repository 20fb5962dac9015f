import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The text of every YAML file of a policy folder by its path in it: `data-rules/01-identity.yaml`. */
export type Bundle = ReadonlyMap<string, string>;

/** The rules that come with the house. */
export const POLICY_FOLDER = fileURLToPath(new URL('../../../../policy', import.meta.url));

/** Reads a policy folder; throws what the file system throws when there is none. */
export async function readBundle(folder: string = POLICY_FOLDER): Promise<Bundle> {
  const names = (await readdir(folder, { recursive: true })).map((name) => name.replaceAll('\\', '/'));
  const texts = names
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map(async (name): Promise<[string, string]> => [name, await readFile(join(folder, name), 'utf8')]);
  return new Map(await Promise.all(texts));
}
