import { randomFillSync } from 'node:crypto';

const MANY = 512;

/** Random nonces of `length` bytes, drawn many at a time. Each is good until the next call. */
export function nonceSource(length: number): () => Buffer {
  const pool = Buffer.alloc(MANY * length);
  const views = Array.from({ length: MANY }, (_, at) => pool.subarray(at * length, (at + 1) * length));
  let next = MANY;
  return () => {
    if (next === MANY) {
      randomFillSync(pool);
      next = 0;
    }
    return views[next++] as Buffer;
  };
}
