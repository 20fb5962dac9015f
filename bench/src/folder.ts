import { chmodSync, mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Where benches keep what is worth keeping between runs: generated files and the large register. Under the system's
 * temporary folder, open to pass through, because a database started by root runs as somebody else.
 */
export function keptFolder(...parts: string[]): string {
  const folder = join(tmpdir(), 'mingbai-bench', ...parts);
  mkdirSync(folder, { recursive: true, mode: 0o711 });
  return folder;
}

/** A folder for one run; whoever makes it removes it. */
export function freshFolder(name: string): string {
  const folder = mkdtempSync(join(keptFolder(), `${name}-`));
  chmodSync(folder, 0o711);
  return folder;
}
