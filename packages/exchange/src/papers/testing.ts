import { inflateSync } from 'node:zlib';

/** A page as its text says it: read back through the font's map, as a search or a reader does. */
export interface ReadPage {
  readonly width: number;
  readonly height: number;
  /** One for each run of text, with the place of its beginning from the left and the bottom. */
  readonly runs: readonly {
    readonly text: string;
    readonly x: number;
    readonly y: number;
    readonly size: number;
  }[];
  readonly text: string;
}

/** Reads what `paperPdf` writes, from the bytes alone. */
export function readPdf(bytes: Buffer): {
  readonly objects: ReadonlyMap<number, string>;
  readonly streams: ReadonlyMap<number, string>;
  readonly pages: ReadPage[];
} {
  const { objects, streams } = objectsOf(bytes);
  const map = unicodeOf(streams.values());
  const tree = [...objects.values()].find((text) => text.includes('/Type /Pages')) ?? '';
  const kids = [...(/\/Kids \[([^\]]*)\]/.exec(tree)?.[1] ?? '').matchAll(/(\d+) 0 R/g)].map(([, id]) =>
    Number(id),
  );
  const pages = kids.map((id): ReadPage => {
    const page = objects.get(id) ?? '';
    const [, width = '0', height = '0'] = /\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/.exec(page) ?? [];
    const contents = [...(/\/Contents \[([^\]]*)\]/.exec(page)?.[1] ?? '').matchAll(/(\d+) 0 R/g)];
    const content = contents.map(([, ref]) => streams.get(Number(ref)) ?? '').join('\n');
    const runs = [
      ...content.matchAll(/\/F ([\d.]+) Tf.*? 1 0 0 1 ([\d.-]+) ([\d.-]+) Tm <([\da-f]*)> Tj/g),
    ].map(([, size, x, y, hex = '']) => ({
      text: (hex.match(/.{4}/g) ?? []).map((glyph) => map.get(glyph) ?? '\ufffd').join(''),
      x: Number(x),
      y: Number(y),
      size: Number(size),
    }));
    return {
      width: Number(width),
      height: Number(height),
      runs,
      text: runs.map(({ text }) => text).join('\n'),
    };
  });
  return { objects, streams, pages };
}

function objectsOf(bytes: Buffer): { objects: Map<number, string>; streams: Map<number, string> } {
  const objects = new Map<number, string>();
  const streams = new Map<number, string>();
  const text = bytes.toString('latin1');
  for (const found of text.matchAll(/(\d+) 0 obj\n<< (.*?) >>\nstream\n/g)) {
    const [head, id, dict = ''] = found;
    const start = found.index + head.length;
    const length = Number(/\/Length (\d+)/.exec(dict)?.[1]);
    const raw = bytes.subarray(start, start + length);
    const content = (dict.includes('/FlateDecode') ? inflateSync(raw) : raw).toString('latin1');
    streams.set(Number(id), content);
    objects.set(Number(id), dict);
    if (!dict.includes('/Type /ObjStm')) continue;
    const first = Number(/\/First (\d+)/.exec(dict)?.[1]);
    const numbers = content.slice(0, first).trim().split(' ').map(Number);
    for (let at = 0; at < numbers.length; at += 2)
      objects.set(
        numbers[at] ?? 0,
        content.slice(first + (numbers[at + 1] ?? 0), endOf(numbers, at, first, content)),
      );
  }
  return { objects, streams };
}

function endOf(numbers: readonly number[], at: number, first: number, content: string): number {
  const next = numbers[at + 3];
  return next === undefined ? content.length : first + next;
}

function unicodeOf(streams: Iterable<string>): Map<string, string> {
  const map = new Map<string, string>();
  for (const stream of streams) {
    if (!stream.includes('beginbfchar')) continue;
    for (const [, glyph = '', hex = ''] of stream.matchAll(/^<(\w{4})> <(\w+)>$/gm))
      map.set(glyph, Buffer.from(hex, 'hex').swap16().toString('utf16le'));
  }
  return map;
}
