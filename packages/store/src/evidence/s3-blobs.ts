import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { rm, stat } from 'node:fs/promises';
import { request as requestPlain, type IncomingMessage } from 'node:http';
import { request as requestSecure } from 'node:https';
import { pipeline } from 'node:stream/promises';
import { AwsV4Signer } from 'aws4fetch';
import type { BlobStore } from './blobs.ts';

export interface S3Place {
  /** With the bucket: `https://s3.example.cn/evidence`, or with the bucket as the host's first name. */
  readonly url: string;
  readonly region: string;
  readonly accessKey: string;
  readonly secretKey: string;
}

/** Read at a time: whoever reads goes forward in small steps. */
const BLOCK = 1024 * 1024;
/** Milliseconds without a byte. */
const SILENCE = 60_000;
const NOTHING = createHash('sha256').digest('hex');

interface Sent {
  readonly method: 'GET' | 'HEAD' | 'PUT';
  readonly key: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly file?: { readonly path: string; readonly size: number; readonly sha256: string };
}

/** Any store that speaks S3 with signatures of version 4. The SHA-256 of what is sent goes along, and the store checks it. */
export function s3Blobs(place: S3Place): BlobStore {
  async function send({ method, key, headers = {}, file }: Sent): Promise<IncomingMessage> {
    const signed = await new AwsV4Signer({
      method,
      url: `${place.url.replace(/\/$/, '')}/${key}`,
      headers: { ...headers, 'x-amz-content-sha256': file?.sha256 ?? NOTHING },
      accessKeyId: place.accessKey,
      secretAccessKey: place.secretKey,
      region: place.region,
      service: 's3',
    }).sign();
    const request = (signed.url.protocol === 'https:' ? requestSecure : requestPlain)(signed.url, {
      method,
      headers: {
        ...Object.fromEntries(signed.headers),
        ...(file === undefined ? {} : { 'content-length': String(file.size) }),
      },
    });
    request.setTimeout(SILENCE, () => request.destroy(new Error(`S3 ${method}: no answer`)));
    const answered = new Promise<IncomingMessage>((resolve, reject) => {
      request.once('response', resolve);
      request.once('error', reject);
    });
    if (file === undefined) request.end();
    // What goes wrong with the request is told by its answer.
    else
      await pipeline(createReadStream(file.path), request).catch((error: unknown) =>
        answered.then(() => error),
      );
    return answered;
  }

  return {
    where: place.url,
    async put(key, from) {
      const { size } = await stat(from);
      const hash = createHash('sha256');
      for await (const chunk of createReadStream(from)) hash.update(chunk as Buffer);
      const file = { path: from, size, sha256: hash.digest('hex') };
      await expectStatus(await send({ method: 'PUT', key, file }), 200);
      await rm(from, { force: true });
    },
    async open(key) {
      const head = await send({ method: 'HEAD', key });
      head.resume();
      if (head.statusCode === 404) return undefined;
      await expectStatus(head, 200);
      const size = Number(head.headers['content-length']);
      let kept: { at: number; bytes: Buffer } = { at: -1, bytes: Buffer.alloc(0) };
      const block = async (at: number): Promise<Buffer> => {
        if (kept.at !== at) {
          const range = `bytes=${at}-${Math.min(size, at + BLOCK) - 1}`;
          kept = {
            at,
            bytes: await expectStatus(await send({ method: 'GET', key, headers: { range } }), 206),
          };
        }
        return kept.bytes;
      };
      return {
        size,
        async read(offset, length) {
          const end = Math.min(size, offset + length);
          const pieces: Buffer[] = [];
          for (let at = offset; at < end;) {
            const start = Math.floor(at / BLOCK) * BLOCK;
            const piece = (await block(start)).subarray(at - start, end - start);
            if (piece.length === 0) break;
            pieces.push(piece);
            at += piece.length;
          }
          return Buffer.concat(pieces);
        },
        close: () => Promise.resolve(),
      };
    },
  };
}

/** The body, when the answer is as it should be; else an error with the store's own code. */
async function expectStatus(answer: IncomingMessage, status: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  if (!answer.readableEnded) for await (const chunk of answer) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks);
  if (answer.statusCode === status) return body;
  const code = /<Code>(\w+)<\/Code>/.exec(body.toString('latin1'))?.[1] ?? '';
  throw new Error(`S3: ${answer.statusCode ?? 0} ${code}`);
}
