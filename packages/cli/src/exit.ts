import { Problem, type ProblemCode } from '@mingbai/core';

/** What a command ends with; `docs/cli.md` says the same. */
export const EXIT = {
  ok: 0,
  /** It ran, and found faults in the file, or a broken link in the journal. */
  faults: 1,
  /** Called wrongly, or asked for what is not there or not allowed. */
  usage: 2,
  /** A file that is not what it should be. */
  fileRefused: 3,
  /** The database cannot be reached, started or held; or its keys are missing. */
  database: 4,
  /** A fault of ours. */
  internal: 70,
} as const;

const FILE: readonly ProblemCode[] = ['file-refused', 'file-too-large', 'anchor-refused'];
const DATABASE: readonly ProblemCode[] = [
  'data-in-use',
  'data-unreachable',
  'data-of-another-user',
  'no-database-here',
  'database-failed',
  'database-not-named',
  'database-rights',
  'database-too-old',
  'database-unreachable',
  'key-missing',
  'key-file-invalid',
  'port-in-use',
];
/** SQLSTATE classes 08 (connection), 28 (authorisation), 3D (no such database), 53 (resources), 57 (shut down). */
const UNREACHABLE = /^(ECONN|ENOTFOUND|ETIMEDOUT|EHOSTUNREACH|ENOENT$|08|28|3D|53|57)/;

/** Of a file that is not what it should be; other files may be. */
export function isRefusal({ code }: Problem): boolean {
  return FILE.includes(code);
}

export function exitCodeOf(error: unknown): number {
  if (error instanceof Problem) {
    if (isRefusal(error)) return EXIT.fileRefused;
    if (DATABASE.includes(error.code)) return EXIT.database;
    return error.code === 'server-error' ? EXIT.internal : EXIT.usage;
  }
  return EXIT.internal;
}

/** Errors of the connection in the words of the catalogue. */
export function asProblem(error: unknown): unknown {
  if (error instanceof Problem) return error;
  const { code, message, syscall } = error as Error & { code?: string; syscall?: string };
  const lost = syscall === 'connect' || (code !== undefined && code.length === 5 && UNREACHABLE.test(code));
  return lost ? new Problem('database-unreachable', { detail: message || (code ?? '') }) : error;
}
