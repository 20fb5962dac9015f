import type { Provenance } from '@mingbai/core/api';
import type { Origin, Said } from '@mingbai/store';
import type { z } from 'zod';

/** Where a statement came from; when the register does not tell the caller of the entry, when it was recorded. */
export function provenanceOf(said: Said, origins: ReadonlyMap<string, Origin>): z.infer<typeof Provenance> {
  const origin = origins.get(said.entry);
  return {
    entry: said.entry,
    command: origin?.command ?? '',
    at: origin?.at ?? new Date(said.known_from).toISOString(),
    actor: origin?.actor ?? '',
    file: origin?.file ?? null,
    valid_from: said.valid_from,
  };
}
