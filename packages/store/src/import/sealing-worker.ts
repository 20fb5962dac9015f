import { parentPort, workerData } from 'node:worker_threads';
import { openVault } from '../vault/vault.ts';
import { sealHere } from './sealing.ts';
import { SEPARATOR, type SealAnswer, type SealTask } from './sealing-thread.ts';

const seal = sealHere(openVault((workerData as { keyFile: string }).keyFile));

parentPort?.on('message', ({ id, values, ...draft }: SealTask) => {
  const lines = seal({ ...draft, values: values === '' ? [] : values.split(SEPARATOR) });
  parentPort?.postMessage({ id, lines } satisfies SealAnswer, [lines.buffer]);
});
