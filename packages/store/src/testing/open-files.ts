import { readdirSync, readlinkSync } from 'node:fs';

/** How many files below a folder this process has open; undefined where the system does not tell (only Linux does). */
export function openUnder(folder: string): number | undefined {
  if (process.platform !== 'linux') return undefined;
  const open = readdirSync('/proc/self/fd').flatMap((fd) => {
    try {
      return [readlinkSync(`/proc/self/fd/${fd}`)];
    } catch {
      // The one by which the list itself was read.
      return [];
    }
  });
  return open.filter((path) => path.startsWith(`${folder}/`)).length;
}
