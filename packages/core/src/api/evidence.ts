import { z } from 'zod';
import { EVIDENCE_KIND_NAMES } from '../evidence/kind.ts';
import { endpoint } from './endpoint.ts';
import { Id, RegionCodeText } from './shapes.ts';

export const EvidenceKindName = z.enum(EVIDENCE_KIND_NAMES);

/** uploading → checking (all bytes are there) → kept, or refused. */
export const EvidenceState = z.enum(['uploading', 'checking', 'kept', 'refused']);

/** `household:123`: what the evidence is about, where it is about one thing of the register. */
const Subject = z
  .string()
  .regex(/^household:\d+$/)
  .refine((text) => Id.safeParse(text.slice('household:'.length)).success);

/** What others hold on to: an action of a procedure names evidence by `id`, and shows it without asking again. */
export const EvidenceRef = z.object({ id: Id, kind: EvidenceKindName, name: z.string() });
export type EvidenceRef = z.infer<typeof EvidenceRef>;

export const EvidenceRow = EvidenceRef.extend({
  region: RegionCodeText,
  subject: z.string().nullable(),
  state: EvidenceState,
  /** Why it was refused, and what to do. */
  why: z.object({ zh: z.string(), en: z.string() }).nullable(),
  mediaType: z.string().nullable(),
  bytes: z.number(),
  /** Of the bytes that are kept, hex. */
  sha256: z.string().nullable(),
  takenAt: z.string().nullable(),
  /** Where it was taken; null unless the procedure asked for it. */
  place: z.object({ lat: z.number(), lon: z.number() }).nullable(),
  /** The file said where it was taken, and no longer does. */
  placeRemoved: z.boolean(),
  thumbnail: z.boolean(),
  uploadedBy: z.string(),
  uploadedAt: z.string(),
  /** The journal entry that kept it. */
  entry: Id.nullable(),
});
export type EvidenceRow = z.infer<typeof EvidenceRow>;

/**
 * A new upload is a POST of the tus protocol (creation extension) to this address, with `Upload-Metadata`:
 * `kind`, `name`, and `region` (12 digits) or `subject`; `keepsPlace true` where the procedure asks for the place.
 * The last part of the `Location` it answers is the evidence's id. Body and methods are the protocol's own.
 */
export const EVIDENCE_UPLOAD = '/evidence/upload';

const IdParam = z.object({ id: Id });
export const listEvidence = endpoint({
  method: 'GET',
  path: '/evidence',
  access: 'evidence.read',
  summary: 'Evidence about one thing, or by ids (comma between them); kept ones and my own unfinished ones',
  query: z
    .object({
      subject: Subject.optional(),
      ids: z
        .string()
        .max(4000)
        .refine((text) => text.split(',').every((id) => Id.safeParse(id).success))
        .optional(),
    })
    .refine(({ subject, ids }) => (subject === undefined) !== (ids === undefined), 'subject or ids'),
  reply: z.array(EvidenceRow),
});
export const getEvidence = endpoint({
  method: 'GET',
  path: '/evidence/:id',
  access: 'evidence.read',
  summary: 'One piece of evidence: whether it is kept, and what is known of it',
  params: IdParam,
  reply: EvidenceRow,
});
export const openEvidence = endpoint({
  method: 'POST',
  path: '/evidence/:id/open',
  access: 'evidence.read',
  summary: 'Open it, which is journaled; the entry opens its content to this account for half a day',
  params: IdParam,
  reply: z.object({ entry: Id, content: z.string(), mediaType: z.string(), until: z.string() }),
});
export const getEvidenceContent = endpoint({
  method: 'GET',
  path: '/evidence/:id/content',
  access: 'evidence.read',
  summary: 'Its bytes, in ranges too, to whoever opened it: `entry` is what opening answered',
  params: IdParam,
  query: z.object({ entry: Id }),
  file: 'application/octet-stream',
});
export const getEvidenceThumbnail = endpoint({
  method: 'GET',
  path: '/evidence/:id/thumbnail',
  access: 'evidence.read',
  summary: 'A photo at 240 pixels',
  params: IdParam,
  file: 'image/jpeg',
});
