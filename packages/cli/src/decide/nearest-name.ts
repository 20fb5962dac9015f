/** Names that share letters with what was asked, the likeliest first. */
export function nearestName(asked: string, names: readonly string[]): readonly string[] {
  const letters = new Set(asked.toLowerCase());
  const shared = (name: string): number =>
    [...new Set(name.toLowerCase())].filter((letter) => letters.has(letter)).length /
    Math.max(letters.size, name.length);
  return names
    .map((name) => ({ name, share: shared(name) }))
    .filter(({ share }) => share >= 0.4)
    .sort((a, b) => b.share - a.share)
    .slice(0, 3)
    .map(({ name }) => name);
}
