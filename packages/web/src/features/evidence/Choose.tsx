import { EVIDENCE_KINDS, type EvidenceKind } from '@mingbai/core';
import { Button } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../i18n/useLanguage.ts';
import { bytes } from '../../format/values.ts';
import { SignaturePad } from './SignaturePad.tsx';

interface Props {
  readonly kinds: readonly EvidenceKind[];
  readonly onFiles: (kind: EvidenceKind, files: readonly File[]) => void;
}

/** Ways in for each kind: the camera where there is one, files from the disk, a finger for signatures. */
export function Choose({ kinds, onFiles }: Props) {
  const { t } = useTranslation();
  const language = useLanguage();
  const [signing, setSigning] = useState(false);
  const [wrong, setWrong] = useState('');
  const take = (kind: EvidenceKind, files: readonly File[]): void => {
    const { limit, [language]: name } = EVIDENCE_KINDS[kind];
    const large = files.filter(({ size }) => size > limit);
    setWrong(
      large
        .map((file) => t('evidence.tooLarge', { name: file.name, kind: name, limit: bytes(limit) }))
        .join(' '),
    );
    onFiles(
      kind,
      files.filter(({ size }) => size <= limit),
    );
  };
  return (
    <>
      <div className="row">
        {kinds.map((kind) => (
          <span key={kind} className="row">
            {(kind === 'photo' || kind === 'film') && hasCamera() && (
              <Pick kind={kind} label={t(`evidence.take.${kind}`)} camera onFiles={take} />
            )}
            {kind === 'signature' && (
              <Button onClick={() => setSigning(true)} aria-expanded={signing}>
                {t('evidence.sign')}
              </Button>
            )}
            <Pick kind={kind} label={t(`evidence.choose.${kind}`)} onFiles={take} />
          </span>
        ))}
      </div>
      {signing && (
        <SignaturePad
          onCancel={() => setSigning(false)}
          onDone={(file) => {
            setSigning(false);
            take('signature', [file]);
          }}
        />
      )}
      {wrong !== '' && (
        <p role="alert" className="evidence-wrong">
          {wrong}
        </p>
      )}
    </>
  );
}

interface PickProps {
  readonly kind: EvidenceKind;
  readonly label: string;
  readonly camera?: boolean;
  readonly onFiles: (kind: EvidenceKind, files: readonly File[]) => void;
}

function Pick({ kind, label, camera = false, onFiles }: PickProps) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={input}
        type="file"
        hidden
        multiple={!camera}
        accept={EVIDENCE_KINDS[kind].types.join(',')}
        {...(camera ? { capture: 'environment' as const } : {})}
        aria-label={label}
        onChange={(event) => {
          // The list is the input's own and empties with it.
          const files = [...(event.target.files ?? [])];
          event.target.value = '';
          onFiles(kind, files);
        }}
      />
      <Button onClick={() => input.current?.click()}>{label}</Button>
    </>
  );
}

/** A finger points: a phone or a tablet, which have a camera. */
function hasCamera(): boolean {
  return globalThis.matchMedia('(pointer: coarse)').matches;
}
