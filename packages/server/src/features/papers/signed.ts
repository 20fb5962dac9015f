import { cleanPicture, dayText, type PaperRow } from '@mingbai/core';
import { blobKey, type Evidence } from '@mingbai/store';
import type { EvidenceHouse } from '../evidence/house.ts';
import type { CaseTold } from './case-told.ts';

/** The small picture of a file by its SHA-256 (hex), as JPEG; undefined where there is none. */
export type Pictures = (sha256: string) => Promise<Uint8Array | undefined>;

export function picturesOf({ blobs, vault }: Pick<EvidenceHouse, 'blobs' | 'vault'>): Pictures {
  return async (sha256) => {
    const sealed = await blobs.open(blobKey(sha256, 'thumbnail'));
    if (sealed === undefined) return undefined;
    const source = await vault.files.openFrom(sealed);
    try {
      return await source.read(0, source.size);
    } finally {
      await source.close();
    }
  };
}

/** Rows of 签名, and the files whose pictures are in them: printing them is seeing them, and the journal says so. */
export interface Signed {
  readonly rows: readonly PaperRow[];
  readonly shown: readonly Evidence[];
}

/**
 * The signatures that were brought to steps of a case (`steps`: of these alone), as papers show them. Without
 * `pictures`, as in a preview, only what they are: a picture is not shown without an entry in the journal.
 */
export async function signedRows(
  { edition, steps: taken, evidence }: CaseTold,
  steps: readonly string[],
  pictures: Pictures | undefined,
): Promise<Signed> {
  const needs = Object.values(edition.procedure.actions).flatMap((action) => action.evidence);
  const brought = taken
    .filter(({ action }) => steps.length === 0 || steps.includes(action))
    .flatMap((step) => step.evidence.map((one) => ({ step, ...one, file: evidence.get(one.id) })));
  const rows: PaperRow[] = [];
  const shown: Evidence[] = [];
  for (const { step, need, id, file } of brought) {
    if (file?.kind !== 'signature') continue;
    const jpeg = await pictures?.(file.sha256);
    const seen = jpeg === undefined ? undefined : cleanPicture(jpeg, 'image/jpeg');
    if (seen !== undefined) shown.push({ name: `evidence:${id}`, sha256: file.sha256 });
    const what = needs.find(({ key }) => key === need)?.zh ?? need;
    rows.push({
      图: seen === undefined ? '' : Buffer.from(seen.bytes).toString('base64'),
      宽: String(seen?.width ?? 1),
      高: String(seen?.height ?? 1),
      说明: [`${what}（签名）`, step.actor_name ?? '', dayText(step.on)]
        .filter((one) => one !== '')
        .join('　'),
    });
  }
  return { rows, shown };
}
