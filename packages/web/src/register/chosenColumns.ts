/** Which columns a list shows: the choice of this person on this computer, else the list's own. */
export function readChoice(
  kept: string | null,
  known: readonly string[],
  standard: readonly string[],
): string[] {
  const chosen = (kept ?? '').split(',').filter((key) => known.includes(key));
  return chosen.length > 0 ? chosen : [...standard];
}

/** In the order of the list, whatever the order of the ticks. */
export function inOrder(chosen: readonly string[], known: readonly string[]): string[] {
  return known.filter((key) => chosen.includes(key));
}
