import { deflateSync } from 'node:zlib';

/** An indirect object's number. */
export type Ref = number;

export const ref = (object: Ref): string => `${object} 0 R`;

/** A text string of a dictionary: UTF-16 with its mark. */
export function textString(text: string): string {
  const bytes = Buffer.from(`\ufeff${text}`, 'utf16le').swap16();
  return `<${bytes.toString('hex')}>`;
}

/** Objects that are kept together in one compressed stream. */
const TOGETHER = 200;

/**
 * PDF 1.7 (ISO 32000-1) front to back: streams go out as they are made, other objects are gathered in compressed
 * object streams, the cross-reference is a stream too. Nothing of a day or of chance: the same objects, the same bytes.
 */
export class PdfObjects {
  private readonly chunks: Buffer[] = [];
  private offset = 0;
  /** By object: where it begins; or in which object stream, and as which of it. */
  private readonly places: ([number] | [Ref, number] | undefined)[] = [undefined];
  private waiting: { readonly object: Ref; readonly text: string }[] = [];

  constructor() {
    this.put(Buffer.from('%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n', 'latin1'));
  }

  /** A number for an object that comes later. */
  reserve(): Ref {
    this.places.push(undefined);
    return this.places.length - 1;
  }

  add(text: string, object: Ref = this.reserve()): Ref {
    this.waiting.push({ object, text });
    if (this.waiting.length >= TOGETHER) this.flush();
    return object;
  }

  /** `dict` without the brackets. Metadata stays plain, so that others find it. */
  stream(dict: string, content: Uint8Array | string, plain = false, object: Ref = this.reserve()): Ref {
    const bytes = typeof content === 'string' ? Buffer.from(content, 'latin1') : content;
    const data = plain ? bytes : deflateSync(bytes, { level: 6 });
    this.places[object] = [this.offset];
    const filter = plain ? '' : ' /Filter /FlateDecode';
    this.put(
      Buffer.from(`${object} 0 obj\n<< ${dict}${filter} /Length ${data.length} >>\nstream\n`, 'latin1'),
    );
    this.put(Buffer.from(data.buffer, data.byteOffset, data.length));
    this.put(Buffer.from('\nendstream\nendobj\n', 'latin1'));
    return object;
  }

  /** As it is, its filter named in `dict`. */
  raw(dict: string, data: Uint8Array): Ref {
    const object = this.reserve();
    this.places[object] = [this.offset];
    this.put(Buffer.from(`${object} 0 obj\n<< ${dict} /Length ${data.length} >>\nstream\n`, 'latin1'));
    this.put(Buffer.from(data.buffer, data.byteOffset, data.length));
    this.put(Buffer.from('\nendstream\nendobj\n', 'latin1'));
    return object;
  }

  /** `id`: 32 hexadecimal digits that tell this file from others. */
  end(root: Ref, info: Ref, id: string): Buffer {
    this.flush();
    const own = this.reserve();
    const start = this.offset;
    this.places[own] = [start];
    const table = Buffer.alloc(this.places.length * 7);
    this.places.forEach((place, object) => {
      const [kind, second, third] = entryOf(place);
      table.writeUInt8(kind, object * 7);
      table.writeUInt32BE(second, object * 7 + 1);
      table.writeUInt16BE(third, object * 7 + 5);
    });
    const dict = `/Type /XRef /Size ${this.places.length} /W [1 4 2] /Root ${ref(root)} /Info ${ref(info)} /ID [<${id}> <${id}>]`;
    this.stream(dict, table, false, own);
    this.put(Buffer.from(`startxref\n${start}\n%%EOF\n`, 'latin1'));
    return Buffer.concat(this.chunks);
  }

  private flush(): void {
    if (this.waiting.length === 0) return;
    const own = this.reserve();
    let head = '';
    let body = '';
    this.waiting.forEach(({ object, text }, index) => {
      this.places[object] = [own, index];
      head += `${object} ${body.length} `;
      body += `${text}\n`;
    });
    const dict = `/Type /ObjStm /N ${this.waiting.length} /First ${head.length}`;
    this.waiting = [];
    this.stream(dict, head + body, false, own);
  }

  private put(bytes: Buffer): void {
    this.chunks.push(bytes);
    this.offset += bytes.length;
  }
}

function entryOf(place: [number] | [Ref, number] | undefined): readonly [number, number, number] {
  if (place === undefined) return [0, 0, 0xffff];
  return place.length === 1 ? [1, place[0], 0] : [2, place[0], place[1]];
}
