import { sayRefusal } from '@mingbai/core';
import type { EvidenceRow } from '@mingbai/core/api';
import type { StoredEvidence } from '@mingbai/store';

export function viewOf(row: StoredEvidence): EvidenceRow {
  return {
    id: row.id,
    kind: row.kind,
    name: row.name,
    region: row.region,
    subject: row.subject,
    state: row.state,
    why: row.why === null ? null : sayRefusal(row.why, row.kind),
    mediaType: row.media_type,
    bytes: row.bytes ?? row.length,
    sha256: row.sha256,
    takenAt: row.taken_at?.toISOString() ?? null,
    place: row.place,
    placeRemoved: row.place_removed,
    thumbnail: row.thumbnail,
    uploadedBy: row.uploader_name,
    uploadedAt: row.created_at.toISOString(),
    entry: row.entry,
  };
}
