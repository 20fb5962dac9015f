import { statfs } from 'node:fs/promises';
import { totalmem } from 'node:os';

const MB = 1024 * 1024;

export interface Place {
  /** Folder of the socket; `undefined` on Windows, which listens on 127.0.0.1. */
  readonly socketDir: string | undefined;
  readonly port: number;
}

/**
 * `mingbai.conf`, written anew at each start from the memory the machine gives us. The operator's own settings stand
 * after it in `postgresql.conf` and win. `durable: false` is for test servers only: a crash then loses the data.
 */
export async function settings(place: Place, durable: boolean): Promise<string> {
  const memory = availableMemory();
  const megabytes = (value: number, low: number, high: number): string =>
    `${Math.round(Math.min(high, Math.max(low, value / MB)))}MB`;
  const lines: Record<string, string | number> = {
    listen_addresses: place.socketDir === undefined ? '127.0.0.1' : '',
    port: place.port,
    ...(place.socketDir === undefined
      ? {}
      : { unix_socket_directories: socketList(place.socketDir), unix_socket_permissions: '0700' }),
    max_connections: 100,
    password_encryption: 'scram-sha-256',
    // Node and DuckDB live on the same machine, so less than the customary quarter.
    shared_buffers: megabytes(memory / 8, 64, 2048),
    effective_cache_size: megabytes(memory / 2, 256, 65_536),
    work_mem: megabytes(memory / 512, 4, 64),
    maintenance_work_mem: megabytes(memory / 32, 64, 1024),
    ...((await needsMmap()) ? { dynamic_shared_memory_type: 'mmap' } : {}),
    max_wal_size: '4GB',
    min_wal_size: '256MB',
    wal_compression: 'pglz',
    checkpoint_timeout: '10min',
    synchronous_commit: 'on',
    random_page_cost: 1.1,
    jit: 'off',
    timezone: 'Asia/Shanghai',
    log_timezone: 'Asia/Shanghai',
    ...LOGGING,
    ...(durable
      ? {}
      : { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off', autovacuum: 'off' }),
  };
  const body = Object.entries(lines).map(
    ([name, value]) => `${name} = '${String(value).replaceAll("'", "''")}'`,
  );
  return `# Written at each start; own settings go into postgresql.conf.\n${body.join('\n')}\n`;
}

/** Statements and their values hold people's data: a failed one leaves its message in the log and nothing else. */
const LOGGING = {
  log_min_messages: 'warning',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_parameter_max_length_on_error: 0,
  log_line_prefix: '%m [%p] ',
} as const;

/** The setting is a list split at commas; a quoted element keeps its own. */
function socketList(folder: string): string {
  return `"${folder.replaceAll('"', '""')}"`;
}

/** Bytes; a container's limit counts before the machine's memory. */
function availableMemory(): number {
  const limit = process.constrainedMemory();
  return limit > 0 ? Math.min(limit, totalmem()) : totalmem();
}

/** Containers often give 64 MB of /dev/shm, which one parallel query can exhaust. */
async function needsMmap(): Promise<boolean> {
  if (process.platform !== 'linux') return false;
  return statfs('/dev/shm').then(
    (found) => found.blocks * found.bsize < 128 * MB,
    () => true,
  );
}
