import { Carry } from '../carry.ts';
import { refusal } from '../refusal.ts';
import { decodeXml } from './decode.ts';
import { NAME_PRIME, NAME_SEED } from './name.ts';

/** One opening tag; the same object is used again for the next one. */
export class XmlTag {
  name = 0;
  selfClosing = false;
  bytes: Buffer = Buffer.alloc(0);
  count = 0;
  readonly names = new Int32Array(MAX_ATTRIBUTES);
  readonly starts = new Int32Array(MAX_ATTRIBUTES);
  readonly ends = new Int32Array(MAX_ATTRIBUTES);

  /** The attribute of that local name, decoded. */
  attribute(name: number): string | undefined {
    for (let i = 0; i < this.count; i++) {
      if (this.names[i] === name) return decodeXml(this.bytes, this.starts[i]!, this.ends[i]!);
    }
    return undefined;
  }
}

export interface XmlHandler {
  open(tag: XmlTag): void;
  /** Also called after a self-closing tag. */
  close(name: number): void;
  /** Character data of one stretch; `plain` when it holds no entity and no carriage return. CDATA is plain. */
  text(bytes: Buffer, start: number, end: number, plain: boolean): void;
  /** May take a whole element that begins at `at`: where it ends, or NO_SHORTCUT. Must mean the same as the calls above. */
  shortcut?(bytes: Buffer, at: number): number;
}

export const NO_SHORTCUT = -1;

const MAX_ATTRIBUTES = 128;
/** A tag or a text between two tags may not be longer: 65,536 characters fit, however they are escaped. */
const MAX_TOKEN = 2 * 1024 * 1024;
const LT = 60;
const GT = 62;
const SLASH = 47;
const COLON = 58;
const NEEDS_MORE = -1;

/**
 * Reads XML in chunks of UTF-8 and calls the handler. Holds back what a chunk leaves unfinished. Refuses
 * DOCTYPE, unknown entities, tags that do not match, depth without end.
 */
export class XmlScanner {
  readonly #handler: XmlHandler;
  readonly #part: string;
  readonly #stack: Int32Array;
  readonly #tag = new XmlTag();
  #depth = 0;
  readonly #carry = new Carry();
  #started = false;

  constructor(handler: XmlHandler, part: string, maxDepth: number) {
    this.#handler = handler;
    this.#part = part;
    this.#stack = new Int32Array(maxDepth);
  }

  push(chunk: Buffer): void {
    if (chunk.includes(0)) throw this.#malformed();
    const bytes = this.#carry.join(chunk);
    let at = 0;
    if (!this.#started) {
      if (bytes.length < 3) {
        this.#carry.keep(bytes, 0);
        return;
      }
      this.#started = true;
      if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) at = 3;
    }
    while (at < bytes.length) {
      const next = bytes[at] === LT ? this.#element(bytes, at) : this.#text(bytes, at);
      if (next === NEEDS_MORE) break;
      at = next;
    }
    if (bytes.length - at > MAX_TOKEN) throw this.#malformed();
    this.#carry.keep(bytes, at);
  }

  end(): void {
    const onlySpace = this.#carry.kept.toString('latin1').trim() === '';
    if (this.#depth !== 0 || !this.#started || !onlySpace) throw this.#malformed();
  }

  #text(bytes: Buffer, start: number): number {
    let plain = true;
    for (let i = start; i < bytes.length; i++) {
      const byte = bytes[i]!;
      if (byte === LT) {
        this.#handler.text(bytes, start, i, plain);
        return i;
      }
      if (byte === 38 || byte === 13) plain = false;
    }
    return NEEDS_MORE;
  }

  #element(bytes: Buffer, at: number): number {
    const handler = this.#handler;
    if (handler.shortcut !== undefined) {
      const next = handler.shortcut(bytes, at);
      if (next !== NO_SHORTCUT) return next;
    }
    return this.#markup(bytes, at);
  }

  #markup(bytes: Buffer, at: number): number {
    if (at + 1 >= bytes.length) return NEEDS_MORE;
    const kind = bytes[at + 1];
    if (kind === SLASH) return this.#closing(bytes, at + 2);
    if (kind === 63) return after(bytes, '?>', at + 2);
    if (kind === 33) return this.#declaration(bytes, at);
    return this.#opening(bytes, at + 1);
  }

  #closing(bytes: Buffer, from: number): number {
    let hash = NAME_SEED;
    for (let i = from; i < bytes.length; i++) {
      const byte = bytes[i]!;
      if (byte === GT) {
        this.#depth -= 1;
        if (this.#depth < 0 || this.#stack[this.#depth] !== hash) throw this.#malformed();
        this.#handler.close(hash);
        return i + 1;
      }
      if (byte === COLON) hash = NAME_SEED;
      else if (byte > 32) hash = Math.imul(hash ^ byte, NAME_PRIME);
    }
    return NEEDS_MORE;
  }

  #opening(bytes: Buffer, from: number): number {
    const tag = this.#tag;
    const length = bytes.length;
    let hash = NAME_SEED;
    let i = from;
    for (; i < length; i++) {
      const byte = bytes[i]!;
      if (byte === GT || byte <= 32 || byte === SLASH) break;
      hash = byte === COLON ? NAME_SEED : Math.imul(hash ^ byte, NAME_PRIME);
    }
    if (i === from) throw this.#malformed();
    tag.name = hash;
    tag.bytes = bytes;
    tag.count = 0;
    for (;;) {
      while (i < length && bytes[i]! <= 32) i++;
      if (i >= length) return NEEDS_MORE;
      const byte = bytes[i]!;
      if (byte === GT || byte === SLASH) {
        tag.selfClosing = byte === SLASH;
        if (tag.selfClosing && i + 1 >= length) return NEEDS_MORE;
        if (tag.selfClosing && bytes[++i] !== GT) throw this.#malformed();
        this.#opened(tag);
        return i + 1;
      }
      i = this.#attribute(bytes, i);
      if (i === NEEDS_MORE) return NEEDS_MORE;
    }
  }

  #attribute(bytes: Buffer, from: number): number {
    const tag = this.#tag;
    const length = bytes.length;
    let hash = NAME_SEED;
    let i = from;
    for (; i < length && bytes[i] !== 61; i++) {
      const byte = bytes[i]!;
      if (byte === GT || byte === LT || byte === SLASH) throw this.#malformed();
      if (byte === COLON) hash = NAME_SEED;
      else if (byte > 32) hash = Math.imul(hash ^ byte, NAME_PRIME);
    }
    i += 1;
    while (i < length && bytes[i]! <= 32) i++;
    if (i >= length) return NEEDS_MORE;
    const quote = bytes[i]!;
    if (quote !== 34 && quote !== 39) throw this.#malformed();
    const start = i + 1;
    for (i = start; i < length && bytes[i] !== quote; i++) if (bytes[i] === LT) throw this.#malformed();
    if (i >= length) return NEEDS_MORE;
    if (tag.count === MAX_ATTRIBUTES) throw this.#malformed();
    tag.names[tag.count] = hash;
    tag.starts[tag.count] = start;
    tag.ends[tag.count] = i;
    tag.count += 1;
    return i + 1;
  }

  #opened(tag: XmlTag): void {
    if (this.#depth === this.#stack.length) throw refusal('xml-too-deep');
    const name = tag.name;
    this.#handler.open(tag);
    if (tag.selfClosing) {
      this.#handler.close(name);
    } else {
      this.#stack[this.#depth] = name;
      this.#depth += 1;
    }
  }

  #declaration(bytes: Buffer, at: number): number {
    const head = bytes.toString('latin1', at + 2, at + 9);
    if (head.startsWith('--')) return after(bytes, '-->', at + 4);
    if (head === '[CDATA[') {
      const end = after(bytes, ']]>', at + 9);
      if (end !== NEEDS_MORE) this.#handler.text(bytes, at + 9, end - 3, true);
      return end;
    }
    if (head.length < 7 && ('[CDATA['.startsWith(head) || '--'.startsWith(head))) return NEEDS_MORE;
    throw refusal('xml-doctype');
  }

  #malformed() {
    return refusal('xml-malformed', { part: this.#part });
  }
}

function after(bytes: Buffer, mark: string, from: number): number {
  const found = bytes.indexOf(mark, from, 'latin1');
  return found < 0 ? NEEDS_MORE : found + mark.length;
}
