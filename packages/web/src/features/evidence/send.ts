import { EVIDENCE_UPLOAD } from '@mingbai/core/api';
import type { DetailedError } from 'tus-js-client';
import { CallProblem, problemOf } from '../../api/problem.ts';
import type { Pending } from './pending.ts';

/** Bytes of one request: on a bad line no more than that has to be sent again. */
const CHUNK = 2 * 1024 * 1024;
/** Milliseconds; the line may be back at any of these. */
const RETRIES = [0, 1000, 3000, 5000, 10_000, 20_000];

interface Listeners {
  readonly onUrl: (url: string) => void;
  readonly onProgress: (share: number) => void;
  /** The server has all of it, under this id. */
  readonly onSent: (id: string) => void;
  readonly onError: (problem: CallProblem) => void;
}

/** Sends, or goes on sending, by the tus protocol; answers how to stop (`forGood`: the server forgets it too). */
export async function send(
  pending: Pending,
  listeners: Listeners,
): Promise<(forGood: boolean) => Promise<void>> {
  const { Upload } = await import('tus-js-client');
  const { kind, file, region, subject, keepsPlace } = pending;
  const upload = new Upload(file, {
    endpoint: `/api${EVIDENCE_UPLOAD}`,
    uploadUrl: pending.url,
    chunkSize: CHUNK,
    retryDelays: RETRIES,
    storeFingerprintForResuming: false,
    metadata: {
      kind,
      name: file.name,
      ...(subject === null ? { region } : { subject }),
      keepsPlace: String(keepsPlace),
    },
    onUploadUrlAvailable: () => {
      if (upload.url !== null) listeners.onUrl(upload.url);
    },
    onProgress: (sent, total) => listeners.onProgress(total === 0 ? 1 : sent / total),
    onSuccess: () => listeners.onSent(idOf(upload.url ?? '')),
    onError: (error) => listeners.onError(problemOfUpload(error)),
  });
  upload.start();
  return (forGood) => upload.abort(forGood).catch(() => undefined);
}

function idOf(url: string): string {
  return url.split('/').at(-1) ?? '';
}

function problemOfUpload(error: Error | DetailedError): CallProblem {
  const answer = 'originalResponse' in error ? error.originalResponse : null;
  return answer === null ? CallProblem.unreachable() : problemOf(answer.getBody(), answer.getStatus());
}
