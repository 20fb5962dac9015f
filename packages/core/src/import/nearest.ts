/** Edit distance with adjacent swaps, given up beyond `limit` (then limit + 1). */
export function distance(a: string, b: string, limit = 8): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        cost = Math.min(cost, (before[j - 2] ?? 0) + 1);
      row.push(cost);
    }
    before = last;
    last = row;
  }
  return last[b.length] ?? 0;
}

/** The `count` nearest of `choices`, best first; those that share nothing with `text` are left out. */
export function nearest(text: string, choices: Iterable<string>, count = 3): string[] {
  const scored: { choice: string; score: number }[] = [];
  for (const choice of new Set(choices)) {
    const contained = text.length > 1 && (choice.includes(text) || text.includes(choice));
    const score = distance(text, choice) - (contained ? 2 : 0);
    if (score < Math.max(text.length, choice.length) && (contained || sharesCharacter(text, choice)))
      scored.push({ choice, score });
  }
  return scored
    .toSorted((a, b) => a.score - b.score)
    .slice(0, count)
    .map(({ choice }) => choice);
}

function sharesCharacter(a: string, b: string): boolean {
  for (const character of a) if (b.includes(character)) return true;
  return false;
}
