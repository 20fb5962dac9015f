import type { ImportJob } from '@mingbai/core/api';
import { CallProblem, problemOf } from './problem.ts';

/**
 * Sends the files with their data date. XMLHttpRequest, because fetch does not tell how much of the body
 * has gone, and 150 MB over a county's line takes minutes.
 */
export function uploadFiles(
  files: readonly File[],
  dataDate: string,
  onProgress: (share: number) => void,
): Promise<ImportJob[]> {
  return new Promise((resolve, reject) => {
    const form = new FormData();
    form.append('dataDate', dataDate);
    for (const file of files) form.append('file', file, file.name);
    const request = new XMLHttpRequest();
    request.open('POST', '/api/imports');
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) onProgress(event.loaded / event.total);
    };
    request.onload = () => {
      if (request.status >= 200 && request.status < 300)
        resolve(JSON.parse(request.responseText) as ImportJob[]);
      else reject(problemOf(request.responseText, request.status));
    };
    request.onerror = () => reject(CallProblem.unreachable());
    request.send(form);
  });
}
