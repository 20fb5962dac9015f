/** Names are compared as the FNV-1a hash of their local part: prefixes vary by writer, and numbers are fast. */
export const NAME_SEED = 0x811c9dc5 | 0;
export const NAME_PRIME = 0x01000193;

export function xmlName(local: string): number {
  let hash = NAME_SEED;
  for (let i = 0; i < local.length; i++) hash = Math.imul(hash ^ local.charCodeAt(i), NAME_PRIME);
  return hash;
}
