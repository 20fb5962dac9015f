import { isUtf8 } from 'node:buffer';
import { TextDecoder } from 'node:util';
import { refusal } from '../refusal.ts';
import { readBuffer, type ByteSource } from '../source.ts';

/** A web page as text: byte order mark, then UTF-8 if it holds, then what the page declares, then GBK. */
export async function pageOf(source: ByteSource): Promise<string> {
  const bytes = await readBuffer(source, 0, source.size);
  const label = encodingOf(bytes);
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes);
  } catch {
    throw refusal('text-encoding', { row: 1 });
  }
}

function encodingOf(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  if (isUtf8(bytes)) return 'utf-8';
  const declared = /charset\s*=\s*["']?([\w-]{1,30})/i
    .exec(bytes.toString('latin1', 0, 2048))?.[1]
    ?.toLowerCase();
  return declared === undefined || declared === 'utf-8' ? 'gb18030' : declared;
}
