import { Button } from 'antd';
import { useRef, useState, type PointerEvent } from 'react';
import { useTranslation } from 'react-i18next';

interface Props {
  readonly onDone: (file: File) => void;
  readonly onCancel: () => void;
}

/** Points of the picture; the box on the page may be smaller. */
const WIDTH = 1200;
const HEIGHT = 480;
const PEN = 6;

/**
 * A signature by finger, pen or mouse. Who cannot point uploads a scan of a signed sheet instead: the button for
 * that stands beside the one that opened this.
 */
export function SignaturePad({ onDone, onCancel }: Props) {
  const { t } = useTranslation();
  const canvas = useRef<HTMLCanvasElement>(null);
  const last = useRef<{ x: number; y: number } | null>(null);
  const [signed, setSigned] = useState(false);

  const pointOf = (event: PointerEvent<HTMLCanvasElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    return {
      x: ((event.clientX - box.left) / box.width) * WIDTH,
      y: ((event.clientY - box.top) / box.height) * HEIGHT,
    };
  };
  const line = (to: { x: number; y: number }): void => {
    const pen = canvas.current?.getContext('2d');
    const from = last.current;
    if (!pen || from === null) return;
    pen.lineWidth = PEN;
    pen.lineCap = 'round';
    pen.strokeStyle = '#101418';
    pen.beginPath();
    pen.moveTo(from.x, from.y);
    pen.lineTo(to.x, to.y);
    pen.stroke();
    last.current = to;
    setSigned(true);
  };
  const clear = (): void => {
    canvas.current?.getContext('2d')?.clearRect(0, 0, WIDTH, HEIGHT);
    setSigned(false);
  };
  const use = (): void => {
    const drawn = canvas.current;
    if (drawn === null) return;
    // On white, so that it can be read wherever it is shown.
    const sheet = document.createElement('canvas');
    sheet.width = WIDTH;
    sheet.height = HEIGHT;
    const paper = sheet.getContext('2d');
    if (paper === null) return;
    paper.fillStyle = '#fff';
    paper.fillRect(0, 0, WIDTH, HEIGHT);
    paper.drawImage(drawn, 0, 0);
    sheet.toBlob((blob) => {
      if (blob !== null)
        onDone(new File([blob], `${t('evidence.signatureName')}.png`, { type: 'image/png' }));
    }, 'image/png');
  };
  return (
    <section className="signature" aria-label={t('evidence.signHere')}>
      <p className="soft">{t('evidence.signHint')}</p>
      <canvas
        ref={canvas}
        width={WIDTH}
        height={HEIGHT}
        role="img"
        aria-label={t(signed ? 'evidence.signed' : 'evidence.notSigned')}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          last.current = pointOf(event);
          // A dot is a stroke, too.
          line(pointOf(event));
        }}
        onPointerMove={(event) => line(pointOf(event))}
        onPointerUp={() => (last.current = null)}
        onPointerCancel={() => (last.current = null)}
      />
      <div className="row">
        <Button type="primary" disabled={!signed} onClick={use}>
          {t('evidence.useSignature')}
        </Button>
        <Button disabled={!signed} onClick={clear}>
          {t('evidence.clear')}
        </Button>
        <Button onClick={onCancel}>{t('action.cancel')}</Button>
      </div>
    </section>
  );
}
