/** What a load came to; milliseconds. */
export interface Load {
  readonly requests: number;
  readonly seconds: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly worst: number;
  readonly bytes: number;
}

/**
 * So many at once, each asking for the next thing as soon as it has the last. What is asked during the first
 * seconds is not counted. `ask` answers how many bytes came.
 */
export async function underLoad(
  clients: number,
  warmSeconds: number,
  seconds: number,
  ask: (client: number, index: number) => Promise<number>,
): Promise<Load> {
  const took: number[] = [];
  let next = 0;
  let bytes = 0;
  const begun = performance.now() + warmSeconds * 1000;
  const end = begun + seconds * 1000;
  await Promise.all(Array.from({ length: clients }, (_, client) => one(client)));
  took.sort((a, b) => a - b);
  const at = (share: number): number => took[Math.min(took.length - 1, Math.floor(took.length * share))] ?? 0;
  return {
    requests: took.length,
    seconds,
    p50: at(0.5),
    p95: at(0.95),
    p99: at(0.99),
    worst: took.at(-1) ?? 0,
    bytes: bytes / Math.max(1, took.length),
  };

  async function one(client: number): Promise<void> {
    for (let sent = performance.now(); sent < end; sent = performance.now()) {
      const size = await ask(client, next++);
      const now = performance.now();
      if (sent < begun || now > end) continue;
      took.push(now - sent);
      bytes += size;
    }
  }
}
