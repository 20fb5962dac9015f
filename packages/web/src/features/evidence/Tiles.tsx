import { EVIDENCE_KINDS } from '@mingbai/core';
import type { EvidenceRow } from '@mingbai/core/api';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { bytes, moment } from '../../format/values.ts';
import { useLanguage } from '../../i18n/useLanguage.ts';
import { Viewer } from './Viewer.tsx';
import './evidence.css';

interface Props {
  readonly rows: readonly EvidenceRow[];
  readonly onRemove?: (id: string) => void;
}

/** Small pictures of photos; of all else its kind. What is in it is seen by opening it. */
export function Tiles({ rows, onRemove }: Props) {
  const { t } = useTranslation();
  const [open, setOpen] = useState<EvidenceRow>();
  return (
    <>
      <ul className="evidence-tiles">
        {rows.map((row) => (
          <li key={row.id}>
            <button
              type="button"
              className="evidence-tile"
              disabled={row.state !== 'kept'}
              aria-label={t('evidence.openOf', { name: row.name })}
              onClick={() => setOpen(row)}
            >
              <Face row={row} />
            </button>
            <Caption row={row} />
            {onRemove !== undefined && (
              <button
                type="button"
                className="linklike"
                aria-label={t('evidence.removeOf', { name: row.name })}
                onClick={() => onRemove(row.id)}
              >
                {t('evidence.remove')}
              </button>
            )}
          </li>
        ))}
      </ul>
      {open !== undefined && <Viewer row={open} onClose={() => setOpen(undefined)} />}
    </>
  );
}

function Face({ row }: { readonly row: EvidenceRow }) {
  const language = useLanguage();
  if (row.thumbnail)
    return <img src={`/api/evidence/${row.id}/thumbnail`} alt="" width={120} height={90} loading="lazy" />;
  return <span className="evidence-kind">{EVIDENCE_KINDS[row.kind][language]}</span>;
}

function Caption({ row }: { readonly row: EvidenceRow }) {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <span className="evidence-caption">
      <span className="evidence-name" title={row.name}>
        {row.name}
      </span>
      <span className="soft">
        {row.state === 'kept'
          ? bytes(row.bytes)
          : t(`evidence.state.${row.state === 'uploading' ? 'waiting' : row.state}`)}
        {' · '}
        {row.takenAt === null
          ? t('evidence.broughtAt', { at: moment(row.uploadedAt) })
          : t('evidence.takenAt', { at: moment(row.takenAt) })}
      </span>
      {row.why !== null && <span className="evidence-wrong">{row.why[language]}</span>}
    </span>
  );
}
