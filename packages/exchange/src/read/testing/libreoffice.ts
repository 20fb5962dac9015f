import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The version line, or undefined when LibreOffice is not installed. */
export async function findLibreOffice(): Promise<string | undefined> {
  try {
    return (await run('soffice', ['--version'], { timeout: 20_000 })).stdout.trim();
  } catch {
    return undefined;
  }
}

/** Converts a file with LibreOffice, in a profile of its own; `to` as in `--convert-to`, `infilter` likewise. */
export async function convert(
  bytes: Uint8Array,
  from: string,
  to: string,
  infilter?: string,
): Promise<Buffer> {
  const folder = await mkdtemp(join(tmpdir(), 'mingbai-office-'));
  try {
    await writeFile(join(folder, `book.${from}`), bytes);
    const out = join(folder, 'out');
    const profile = `-env:UserInstallation=file://${join(folder, 'profile')}`;
    await run(
      'soffice',
      [
        profile,
        '--headless',
        ...(infilter === undefined ? [] : [`--infilter=${infilter}`]),
        '--convert-to',
        to,
        '--outdir',
        out,
        join(folder, `book.${from}`),
      ],
      { timeout: 100_000 },
    );
    const [name = ''] = await readdir(out);
    return await readFile(join(out, name));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
