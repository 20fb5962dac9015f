import { useMutation } from '@tanstack/react-query';
import { openEvidence, type EvidenceRow } from '@mingbai/core/api';
import { Modal } from 'antd';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.ts';
import { bytes, moment } from '../../format/values.ts';
import { Loading } from '../../ui/Loading.tsx';
import { ProblemNote } from '../../ui/ProblemNote.tsx';

/** One piece of evidence, opened: the journal has it, and the viewer says so. */
export function Viewer({ row, onClose }: { readonly row: EvidenceRow; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const open = useMutation({ mutationFn: () => call(openEvidence, { params: { id: row.id } }), gcTime: 0 });
  const { mutate } = open;
  const asked = useRef(false);
  useEffect(() => {
    // Once, also where React runs effects twice: each opening is an entry.
    if (!asked.current) mutate();
    asked.current = true;
  }, [mutate]);
  return (
    <Modal title={row.name} open footer={null} width={860} onCancel={onClose} destroyOnHidden>
      {open.isPending && <Loading />}
      {open.error !== null && <ProblemNote error={open.error} />}
      {open.data !== undefined && (
        <div className="stack">
          <Content row={row} content={open.data.content} mediaType={open.data.mediaType} />
          <p className="soft" role="status">
            {t('evidence.journaled', { entry: open.data.entry })}
          </p>
        </div>
      )}
      <Facts row={row} />
    </Modal>
  );
}

interface ContentProps {
  readonly row: EvidenceRow;
  readonly content: string;
  readonly mediaType: string;
}

function Content({ row, content, mediaType }: ContentProps) {
  const { t } = useTranslation();
  if (mediaType.startsWith('image/'))
    return <img className="evidence-whole" src={content} alt={t('evidence.pictureOf', { name: row.name })} />;
  return (
    <>
      {mediaType.startsWith('video/') && (
        <video className="evidence-whole" src={content} controls preload="metadata" aria-label={row.name} />
      )}
      <a href={content} download>
        {t('evidence.download', { size: bytes(row.bytes) })}
      </a>
    </>
  );
}

function Facts({ row }: { readonly row: EvidenceRow }) {
  const { t } = useTranslation();
  const { place } = row;
  return (
    <dl className="evidence-facts">
      <dt>{t('evidence.broughtBy')}</dt>
      <dd>
        {row.uploadedBy} {moment(row.uploadedAt)}
      </dd>
      {row.takenAt !== null && (
        <>
          <dt>{t('evidence.taken')}</dt>
          <dd>{moment(row.takenAt)}</dd>
        </>
      )}
      {(place !== null || row.placeRemoved) && (
        <>
          <dt>{t('evidence.place')}</dt>
          <dd>
            {place === null ? t('evidence.placeRemoved') : `${place.lat.toFixed(5)}, ${place.lon.toFixed(5)}`}
          </dd>
        </>
      )}
      <dt>SHA-256</dt>
      <dd className="evidence-hash">{row.sha256}</dd>
    </dl>
  );
}
