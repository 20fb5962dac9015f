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
 * So many at once, each asking for the next thing as soon as it has the last. The rate is of answers within the
 * time; the latencies are of everything asked within it, however late it came: leaving out what ran over the end
 * would leave out the slowest. `ask` answers how many bytes came.
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
  let answered = 0;
  const begun = performance.now() + warmSeconds * 1000;
  const end = begun + seconds * 1000;
  await Promise.all(Array.from({ length: clients }, (_, client) => one(client)));
  if (took.length === 0) throw new Error(`not one answer within ${seconds} s`);
  took.sort((a, b) => a - b);
  const at = (share: number): number => took[Math.min(took.length - 1, Math.floor(took.length * share))] ?? 0;
  return {
    requests: answered,
    seconds,
    p50: at(0.5),
    p95: at(0.95),
    p99: at(0.99),
    worst: took.at(-1) ?? 0,
    bytes: bytes / took.length,
  };

  async function one(client: number): Promise<void> {
    for (let sent = performance.now(); sent < end; sent = performance.now()) {
      const size = await ask(client, next++);
      const now = performance.now();
      if (now >= begun && now < end) answered += 1;
      if (sent < begun) continue;
      took.push(now - sent);
      bytes += size;
    }
  }
}
