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

/**
 * The `count` nearest of `choices`, best first; those that cannot be a slip of the pen for `text` are left out:
 * more than half of their characters differ, and neither contains the other. `wordOf`: what of a choice is
 * compared, e.g. a village without 村民委员会, which would make all of them alike.
 */
export function nearest(
  text: string,
  choices: Iterable<string>,
  count = 3,
  wordOf: (choice: string) => string = (choice) => choice,
): string[] {
  const asked = wordOf(text);
  const scored: { choice: string; score: number }[] = [];
  for (const choice of new Set(choices)) {
    const word = wordOf(choice);
    const contained = asked.length > 1 && word.length > 1 && (word.includes(asked) || asked.includes(word));
    const away = distance(asked, word);
    if (contained || (away <= Math.max(asked.length, word.length) / 2 && sharesCharacter(asked, word)))
      scored.push({ choice, score: away - (contained ? 2 : 0) });
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
