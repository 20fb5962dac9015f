/** The check found nothing that writing would add or change: there is no entry of the journal to make. */
export function isUnchanged({ counts }: { readonly counts: unknown }): boolean {
  const { nouns } = (counts ?? { nouns: [] }) as {
    nouns: readonly { readonly new: number; readonly changed: number }[];
  };
  return nouns.length > 0 && nouns.every((noun) => noun.new + noun.changed === 0);
}
