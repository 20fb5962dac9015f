import { EVIDENCE_KINDS, EVIDENCE_KIND_NAMES, Problem, type RegionCode } from '@mingbai/core';
import { RegionCodeText } from '@mingbai/core/api';
import { countUnfinished, createEvidence, regionOfHousehold, regionToday, type ReadTx } from '@mingbai/store';
import { z } from 'zod';
import type { Call } from '../../frame/context.ts';
import { areaOf } from '../households/area.ts';
import { invalidInput } from '../../frame/problems.ts';

/** Uploads that one account may have under way. */
const UNFINISHED = 50;

const Metadata = z.object({
  kind: z.enum(EVIDENCE_KIND_NAMES),
  name: z.string().trim().min(1).max(1000),
  region: RegionCodeText.optional(),
  subject: z
    .string()
    .regex(/^household:\d{1,19}$/)
    .optional(),
  keepsPlace: z.enum(['true', 'false']).default('false'),
});

/** What tus clients send along with a new upload, as a row; answers its id. */
export async function createUpload(
  call: Call<undefined, undefined, undefined>,
  metadata: unknown,
  length: number,
): Promise<string> {
  const parsed = Metadata.safeParse(metadata);
  if (!parsed.success) throw invalidInput(parsed.error);
  const { kind, subject, keepsPlace } = parsed.data;
  const { limit } = EVIDENCE_KINDS[kind];
  if (length > limit)
    throw new Problem('file-too-large', {
      limit: `${limit / 1024 / 1024} MB`,
      fixZh: '请降低分辨率或分段后再上传',
      fixEn: 'Lower its resolution, or upload it in parts',
    });
  const region = await call.read(async (tx) => {
    const count = await countUnfinished(tx, call.who.userId);
    if (count >= UNFINISHED) throw new Problem('uploads-unfinished', { count });
    return placeOf(tx, call, parsed.data);
  });
  return call.database.keep(call.scope, (tx) =>
    createEvidence(tx, {
      county: region.slice(0, 6),
      region,
      subject: subject ?? null,
      kind,
      name: plainName(parsed.data.name),
      length,
      keepsPlace: keepsPlace === 'true',
      by: { id: call.who.userId, name: call.who.name, role: call.role, region: call.region },
    }),
  );
}

/** Where the evidence belongs: where its household lives, or the region that was named. */
async function placeOf(
  tx: ReadTx,
  call: { readonly region: RegionCode },
  { subject, region }: z.output<typeof Metadata>,
): Promise<RegionCode> {
  const found =
    subject !== undefined
      ? await regionOfHousehold(tx, areaOf(call, undefined), subject.slice('household:'.length))
      : region === undefined
        ? undefined
        : (await regionToday(tx, region as RegionCode))?.code;
  if (found === undefined) throw new Problem('not-found');
  return found;
}

/** Without folders and signs that are none. */
function plainName(name: string): string {
  const last = name.split(/[\\/]/).at(-1) ?? '';
  return last.replace(/\p{C}/gu, '').slice(0, 200) || 'file';
}
