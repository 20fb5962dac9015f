import { join } from 'node:path';
import { Problem } from '@mingbai/core';
import { diskBlobs, type BlobStore } from './blobs.ts';
import { s3Blobs } from './s3-blobs.ts';

/**
 * `MINGBAI_S3`: the address of an S3 store with its bucket; without it they lie in the folder
 * of uploads, `files`. With it
 * `MINGBAI_S3_ACCESS_KEY`, `MINGBAI_S3_SECRET_KEY` and, unless it is `us-east-1`, `MINGBAI_S3_REGION`.
 */
export function openBlobs(files: string): BlobStore {
  const url = process.env['MINGBAI_S3'];
  if (url === undefined || url === '') return diskBlobs(join(files, 'evidence', 'kept'));
  const accessKey = process.env['MINGBAI_S3_ACCESS_KEY'] ?? '';
  const secretKey = process.env['MINGBAI_S3_SECRET_KEY'] ?? '';
  if (!URL.canParse(url) || accessKey === '' || secretKey === '')
    throw new Problem('invalid-input', {
      detail: 'MINGBAI_S3, MINGBAI_S3_ACCESS_KEY, MINGBAI_S3_SECRET_KEY',
    });
  return s3Blobs({ url, region: process.env['MINGBAI_S3_REGION'] ?? 'us-east-1', accessKey, secretKey });
}
