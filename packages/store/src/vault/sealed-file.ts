import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { Problem } from '@mingbai/core';
import type { Keys, SealingKey } from './keys.ts';

/** Bytes at any place; the same shape as the workbook readers take. */
export interface SealedSource {
  readonly size: number;
  /** Up to `length` bytes from `offset`; fewer at the end. Throws `sealed-damaged`. */
  read(offset: number, length: number): Promise<Uint8Array>;
  close(): Promise<void>;
}

/** Encrypted bytes wherever they lie; `read` answers fewer at the end. */
export interface RandomBytes {
  readonly size: number;
  read(offset: number, length: number): Promise<Uint8Array>;
  close(): Promise<void>;
}

export interface SealedFiles {
  /** Writes the bytes encrypted; the file appears complete or not at all. Answers the size before encryption. */
  encrypt(from: AsyncIterable<Uint8Array>, to: string): Promise<number>;
  /** Throws `sealed-damaged`, `key-missing`. */
  open(path: string): Promise<SealedSource>;
  /** The same for bytes that lie elsewhere than on this disk; closes them with itself. */
  openFrom(sealed: RandomBytes): Promise<SealedSource>;
}

/**
 * Header: `MBSF`, format 1, key number (2), 0, salt (16). Then frames of 64 KiB, each with its tag behind. Every
 * file has a key of its own from the salt, so a frame's nonce is its number and whether it is the last (the STREAM
 * construction of Hoang, Reyhanitabar, Rogaway and Vizár, 2015): frames moved, left out or cut off do not open.
 */
const MAGIC = Buffer.from('MBSF\u0001', 'latin1');
const HEADER = 24;
const FRAME = 64 * 1024;
const TAG = 16;

export function sealedFiles(keys: Keys): SealedFiles {
  return {
    encrypt: (from, to) => encrypt(from, to, keys.sealing.at(-1) as SealingKey),
    open: async (path) => openAndClose(await openFile(path), keys),
    openFrom: (sealed) => openAndClose(sealed, keys),
  };
}

/** A file as random bytes. */
export async function openFile(path: string): Promise<RandomBytes> {
  const file = await open(path, 'r');
  const { size } = await file.stat().catch(async (error: unknown) => {
    await file.close();
    throw error;
  });
  return {
    size,
    async read(offset, length) {
      const buffer = Buffer.alloc(length);
      const { bytesRead } = await file.read(buffer, 0, length, offset);
      return buffer.subarray(0, bytesRead);
    },
    close: () => file.close(),
  };
}

async function openAndClose(sealed: RandomBytes, keys: Keys): Promise<SealedSource> {
  try {
    return await openSource(sealed, keys);
  } catch (error) {
    await sealed.close();
    throw error;
  }
}

async function encrypt(from: AsyncIterable<Uint8Array>, to: string, key: SealingKey): Promise<number> {
  const header = Buffer.concat([MAGIC, Buffer.from([key.id >> 8, key.id & 0xff, 0]), randomBytes(16)]);
  const secret = fileKey(key, header);
  const draft = `${to}.${randomBytes(6).toString('hex')}`;
  const file = await open(draft, 'wx', 0o600);
  try {
    await file.write(header);
    let index = 0;
    let size = 0;
    const put = async (plain: Uint8Array, isLast: boolean): Promise<void> => {
      const cipher = createCipheriv('aes-256-gcm', secret, nonceOf(index, isLast)).setAAD(header);
      await file.writev([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
      index += 1;
      size += plain.length;
    };
    // One frame for the whole file: what is put together anew for each chunk stays, because an idle thread never
    // collects it. A full frame waits until more comes: only then is it known not to be the last.
    const frame = Buffer.alloc(FRAME);
    let filled = 0;
    for await (const chunk of from) {
      for (let at = 0; at < chunk.length;) {
        if (filled === FRAME) {
          await put(frame, false);
          filled = 0;
        }
        const part = chunk.subarray(at, at + FRAME - filled);
        frame.set(part, filled);
        filled += part.length;
        at += part.length;
      }
    }
    await put(frame.subarray(0, filled), true);
    await file.sync();
    await file.close();
    await rename(draft, to);
    return size;
  } catch (error) {
    await file.close().catch(() => {});
    await rm(draft, { force: true });
    throw error;
  }
}

async function openSource(file: RandomBytes, keys: Keys): Promise<SealedSource> {
  const stored = file.size;
  const header = await readExactly(file, 0, HEADER);
  if (!header.subarray(0, MAGIC.length).equals(MAGIC)) throw new Problem('sealed-damaged');
  const id = header.readUInt16BE(MAGIC.length);
  const key = keys.sealing.find((one) => one.id === id);
  if (key === undefined) throw new Problem('key-missing', { key: id, file: keys.file });
  const secret = fileKey(key, header);
  const frames = Math.ceil((stored - HEADER) / (FRAME + TAG));
  const size = stored - HEADER - frames * TAG;
  if (frames < 1 || size < (frames - 1) * FRAME) throw new Problem('sealed-damaged');

  async function frame(index: number): Promise<Buffer> {
    const isLast = index === frames - 1;
    const length = isLast ? size - index * FRAME : FRAME;
    const sealed = await readExactly(file, HEADER + index * (FRAME + TAG), length + TAG);
    const decipher = createDecipheriv('aes-256-gcm', secret, nonceOf(index, isLast), { authTagLength: TAG });
    decipher.setAAD(header).setAuthTag(sealed.subarray(length));
    try {
      return Buffer.concat([decipher.update(sealed.subarray(0, length)), decipher.final()]);
    } catch {
      throw new Problem('sealed-damaged');
    }
  }

  // Readers go forward in small steps, so the frame they are in is kept.
  let kept = { index: frames - 1, plain: frame(frames - 1) };
  await kept.plain;
  return {
    size,
    async read(offset, length) {
      const end = Math.min(size, offset + length);
      const parts: Uint8Array[] = [];
      for (let at = Math.max(0, offset); at < end;) {
        const index = Math.floor(at / FRAME);
        if (kept.index !== index) kept = { index, plain: frame(index) };
        const plain = await kept.plain;
        const stop = Math.min(end, (index + 1) * FRAME);
        parts.push(plain.subarray(at - index * FRAME, stop - index * FRAME));
        at = stop;
      }
      return parts.length === 1 ? (parts[0] as Uint8Array) : Buffer.concat(parts);
    },
    close: () => file.close(),
  };
}

function fileKey(key: SealingKey, header: Buffer): Buffer {
  return Buffer.from(
    hkdfSync('sha256', key.secret, header.subarray(HEADER - 16), 'mingbai file aes-256-gcm', 32),
  );
}

function nonceOf(index: number, isLast: boolean): Buffer {
  const nonce = Buffer.alloc(12);
  nonce[0] = isLast ? 1 : 0;
  nonce.writeBigUInt64BE(BigInt(index), 4);
  return nonce;
}

async function readExactly(file: RandomBytes, position: number, length: number): Promise<Buffer> {
  const bytes = await file.read(position, length);
  if (bytes.length !== length) throw new Problem('sealed-damaged');
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
}
