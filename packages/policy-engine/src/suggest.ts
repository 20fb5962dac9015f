/** How many letters must be added, dropped, exchanged or swapped with their neighbour. */
export function distance(left: string, right: string): number {
  const a = Array.from(left);
  const b = Array.from(right);
  let before: number[] = [];
  let last = b.map((_, at) => at);
  last.push(b.length);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1];
      let least = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        least = Math.min(least, (before[j - 2] ?? 0) + 1);
      }
      row.push(least);
    }
    before = last;
    last = row;
  }
  return last[b.length] ?? 0;
}

/** The known word nearest to what was written, when it is near enough to be meant. */
export function nearest(written: string, known: Iterable<string>): string | undefined {
  const letters = Array.from(written);
  // In Chinese a letter is a word: of two, one may be wrong.
  const limit = Math.max(1, Math.floor(letters.length / 2));
  let best: { word: string; cost: number } | undefined;
  for (const word of known) {
    const all = Array.from(word);
    if (Math.abs(all.length - letters.length) > limit + 2) continue;
    const contained =
      all.length > 1 && letters.length > 1 && (word.includes(written) || written.includes(word));
    const apart = distance(written.toLowerCase(), word.toLowerCase());
    const cost = contained ? Math.min(apart, limit) - 0.5 : apart;
    const shares = letters.some((letter) => all.includes(letter));
    if (cost <= limit && shares && (!best || cost < best.cost)) best = { word, cost };
  }
  return best?.word;
}
