import { isUtf8 } from 'node:buffer';
import { refusal } from '../refusal.ts';
import { chunksOf, readBuffer, type ByteSource } from '../source.ts';

export interface TextEncoding {
  /** A label of the Encoding Standard. */
  readonly label: 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030';
  /** Bytes of the byte order mark. */
  readonly mark: number;
}

/** Comma, semicolon, tab, line feed. */
const SEPARATORS: ReadonlySet<number> = new Set([44, 59, 9, 10]);

/**
 * The encoding of a text by its content. The whole file is checked, which costs little: the first Chinese
 * character of a GBK file may stand a hundred thousand rows down. UTF-8 that holds is never GBK by chance.
 */
export async function textEncoding(source: ByteSource): Promise<TextEncoding> {
  const head = await readBuffer(source, 0, 4096);
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return { label: 'utf-8', mark: 3 };
  if (head[0] === 0xff && head[1] === 0xfe) return { label: 'utf-16le', mark: 2 };
  if (head[0] === 0xfe && head[1] === 0xff) return { label: 'utf-16be', mark: 2 };
  if (head.includes(0)) return { label: withoutMark(head), mark: 0 };
  return { label: (await holdsUtf8(source)) ? 'utf-8' : 'gb18030', mark: 0 };
}

/** UTF-16 that begins without its mark: the zeros of what separates cells lie on one side, those of a few Han on the other. */
function withoutMark(head: Buffer): 'utf-16le' | 'utf-16be' {
  const zeros = [0, 0];
  const separators = [0, 0];
  for (let at = head.indexOf(0); at >= 0; at = head.indexOf(0, at + 1)) {
    zeros[at % 2]! += 1;
    if (SEPARATORS.has(head[at ^ 1] ?? 0)) separators[at % 2]! += 1;
  }
  for (const [side, label] of ['utf-16be', 'utf-16le'].entries())
    if (separators[side]! > 0 && zeros[side]! > 4 * zeros[1 - side]!) return label as 'utf-16be' | 'utf-16le';
  throw refusal('not-a-table', { kind: 'binary' });
}

async function holdsUtf8(source: ByteSource): Promise<boolean> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of chunksOf(source)) {
    const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    const whole = bytes.length - unfinished(bytes);
    if (!isUtf8(bytes.subarray(0, whole))) return false;
    rest = bytes.subarray(whole);
  }
  return rest.length === 0;
}

/** Bytes at the end that begin a character without ending it. */
function unfinished(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back]!;
    if (byte < 0x80) return 0;
    if (byte >= 0xc0) return back < (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) ? back : 0;
  }
  return 0;
}
