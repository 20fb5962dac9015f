import { TextDecoder } from 'node:util';
import { refusal } from '../refusal.ts';

/** Bytes of another encoding, as UTF-8. Invalid input is refused, never replaced. */
export async function* toUtf8(chunks: AsyncIterable<Buffer>, encoding: string): AsyncGenerator<Buffer> {
  const decoder = newDecoder(encoding);
  let lines = 1;
  const decode = (chunk?: Buffer): string => {
    try {
      return chunk === undefined ? decoder.decode() : decoder.decode(chunk, { stream: true });
    } catch {
      throw refusal('text-encoding', { row: lines });
    }
  };
  for await (const chunk of chunks) {
    const text = decode(chunk);
    for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) lines += 1;
    if (text !== '') yield Buffer.from(text, 'utf8');
  }
  const last = decode();
  if (last !== '') yield Buffer.from(last, 'utf8');
}

function newDecoder(encoding: string): TextDecoder {
  try {
    return new TextDecoder(encoding, { fatal: true });
  } catch {
    throw refusal('text-encoding', { row: 1 });
  }
}

/** The encoding of an XML file by its first bytes: byte order mark, zero bytes, or what it declares. */
function xmlEncoding(head: Buffer): string {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  if (head[0] === 60 && head[1] === 0) return 'utf-16le';
  if (head[0] === 0 && head[1] === 60) return 'utf-16be';
  const declared = /^(?:\xef\xbb\xbf)?<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w-]{1,40})["']/.exec(
    head.toString('latin1', 0, 200),
  );
  const label = declared?.[1]?.toLowerCase() ?? 'utf-8';
  // A file that declares UTF-16 in single bytes is not in UTF-16.
  return label.startsWith('utf-16') || label === 'utf8' ? 'utf-8' : label;
}

/** Any XML stream as UTF-8. */
export async function* xmlAsUtf8(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const iterator = chunks[Symbol.asyncIterator]();
  try {
    const first = await iterator.next();
    if (first.done === true) return;
    const encoding = xmlEncoding(first.value);
    const all = rejoined(first.value, iterator);
    yield* encoding === 'utf-8' || encoding === 'us-ascii' ? all : toUtf8(all, encoding);
  } finally {
    await iterator.return?.();
  }
}

async function* rejoined(first: Buffer, rest: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  yield first;
  for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value;
}
