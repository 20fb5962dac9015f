import { useQuery } from '@tanstack/react-query';
import type { EvidenceKind } from '@mingbai/core';
import type { EvidenceRef } from '@mingbai/core/api';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { sessionQuery } from '../../api/queries.ts';
import { Choose } from './Choose.tsx';
import { EvidenceList } from './EvidenceList.tsx';
import { refOf, slotOf, uploads } from './queue.ts';
import { UploadRow } from './UploadRow.tsx';
import { useUploads } from './useUploads.ts';
import './evidence.css';

export interface EvidenceUploadProps {
  /** Evidence that is kept already. */
  readonly value: readonly EvidenceRef[];
  /** With each piece that the server has come to keep, and each that was taken away here. */
  readonly onChange: (value: EvidenceRef[]) => void;
  readonly kinds: readonly EvidenceKind[];
  /** 12 digits: where the evidence belongs, unless `subject` says. */
  readonly region: string;
  /** `household:123`: whose evidence it is. */
  readonly subject?: string;
  /** Whether the place stays in photos and films: only where the procedure asks for it. */
  readonly keepsPlace?: boolean;
  /**
   * Tells this part of the page from others with the same region and kinds, so that after a reload an upload goes on
   * where it was begun, e.g. `case:12/vote`.
   */
  readonly slot?: string;
  /** Whether `value` is listed below; not where the page lists it itself. */
  readonly listed?: boolean;
}

/** Takes photos, films, scans, signatures and documents, over however bad a line. */
export function EvidenceUpload({
  value,
  onChange,
  kinds,
  region,
  subject,
  keepsPlace = false,
  slot = slotOf(subject, region, kinds),
  listed = true,
}: EvidenceUploadProps) {
  const { t } = useTranslation();
  const user = useQuery(sessionQuery).data?.user.id;
  const items = useUploads(slot, user);
  const latest = useRef({ value, onChange });
  useEffect(() => {
    latest.current = { value, onChange };
  });
  const kept = items.filter(({ state }) => state === 'kept');
  useEffect(() => {
    if (kept.length === 0) return;
    const news = kept.flatMap(({ row }) => (row === undefined ? [] : [refOf(row)]));
    for (const { pending } of kept) void uploads.remove(pending.key);
    const known = new Set(latest.current.value.map(({ id }) => id));
    latest.current.onChange([...latest.current.value, ...news.filter(({ id }) => !known.has(id))]);
  }, [kept]);
  if (user === undefined) return null;
  const add = (kind: EvidenceKind, files: readonly File[]): void =>
    uploads.add(files, { slot, user, kind, region, subject: subject ?? null, keepsPlace });
  const open = items.filter(({ state }) => state !== 'kept');
  return (
    <div className="stack evidence-upload">
      <Choose kinds={kinds} onFiles={add} />
      {open.length > 0 && (
        <ul className="plain-list" aria-label={t('evidence.queue')}>
          {open.map((item) => (
            <UploadRow key={item.pending.key} item={item} />
          ))}
        </ul>
      )}
      {listed && value.length > 0 && (
        <EvidenceList value={value} onRemove={(gone) => onChange(value.filter(({ id }) => id !== gone))} />
      )}
    </div>
  );
}
