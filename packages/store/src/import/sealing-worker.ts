import { parentPort, workerData } from 'node:worker_threads';
import { openVault } from '../vault/vault.ts';
import { sealedColumns } from './sealing.ts';
import { SEPARATOR, type SealAnswer, type SealTask } from './sealing-thread.ts';

const columns = sealedColumns(openVault((workerData as { keyFile: string }).keyFile));

parentPort?.on('message', ({ id, fields, of, values }: SealTask) => {
  const texts = values === '' ? [] : values.split(SEPARATOR);
  const sealed = texts.map((value, index) => {
    const field = fields[of[index] ?? 0];
    return field === undefined ? '' : columns({ ...field, value });
  });
  parentPort?.postMessage({ id, sealed: sealed.join(SEPARATOR) } satisfies SealAnswer);
});
