import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** Milliseconds for the largest film. */
const PATIENCE = 15 * 60_000;

/** `MINGBAI_SCAN`: a command that reads the file from its standard input, e.g. `clamdscan --no-summary -`. */
export function scanSetting(): string | undefined {
  const command = process.env['MINGBAI_SCAN'];
  return command === '' ? undefined : command;
}

/**
 * As `clamscan` answers: exit code 0, clean; 1, something was found. Throws at any other end: then nothing is known,
 * and nothing is kept. The file never lies on a disk in clear.
 */
export async function isClean(command: string, bytes: AsyncIterable<Uint8Array>): Promise<boolean> {
  const child = spawn(command, { shell: true, stdio: ['pipe', 'ignore', 'ignore'], timeout: PATIENCE });
  const ended = once(child, 'exit') as Promise<[number | null]>;
  // A scanner may have seen enough before the end.
  await pipeline(Readable.from(bytes), child.stdin).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code !== 'EPIPE') throw error;
  });
  const [code] = await ended;
  if (code === 0 || code === 1) return code === 0;
  throw new ScanFailed(`the scan ended with ${code ?? 'a signal'}`);
}

/** The scanner itself is out of order. */
class ScanFailed extends Error {
  override readonly name = 'ScanFailed';
}
