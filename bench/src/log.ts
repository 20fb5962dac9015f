/** Progress goes to standard error: standard output is the report's. */
export function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** Seconds that some work took, and what it gave. */
export async function timed<T>(work: () => Promise<T>): Promise<{ seconds: number; result: T }> {
  const begun = performance.now();
  const result = await work();
  return { seconds: (performance.now() - begun) / 1000, result };
}
