/**
 * The check compared rows with the register and found nothing that writing would add or change: there is no entry of the
 * journal to make. A check that compared nothing says nothing of the kind.
 */
export function isUnchanged({ counts }: { readonly counts: unknown }): boolean {
  const { nouns } = (counts ?? { nouns: [] }) as {
    nouns: readonly { readonly new: number; readonly changed: number; readonly same: number }[];
  };
  return nouns.some(({ same }) => same > 0) && nouns.every((noun) => noun.new + noun.changed === 0);
}
