const TAB = 9;
const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;
const BACKSLASH = 92;
const HEX = Uint8Array.from('0123456789abcdef', (digit) => digit.charCodeAt(0));
/** What stands after the backslash for a byte that may not stand by itself in COPY's text format. */
const ESCAPES = new Uint8Array(128);
ESCAPES[TAB] = 116;
ESCAPES[LINE_FEED] = 110;
ESCAPES[CARRIAGE_RETURN] = 114;
ESCAPES[BACKSLASH] = BACKSLASH;

/**
 * Writes PostgreSQL's COPY text format as UTF-8, one value after the other into one growing buffer: putting lines
 * together from strings and encoding them afterwards costs three times as much. Values come from our own readers:
 * numbers are digits already, dates are ISO; text is escaped.
 */
export class CopyBytes {
  bytes: Uint8Array<ArrayBuffer>;
  length = 0;

  constructor(size: number) {
    this.bytes = new Uint8Array(new ArrayBuffer(size));
  }

  /** Begins anew, in this buffer. */
  reset(buffer: ArrayBuffer): void {
    this.bytes = new Uint8Array(buffer);
    this.length = 0;
  }

  tab(): void {
    this.byte(TAB);
  }

  line(): void {
    this.byte(LINE_FEED);
  }

  none(): void {
    this.room(2);
    this.bytes[this.length++] = BACKSLASH;
    this.bytes[this.length++] = 78;
  }

  boolean(value: boolean): void {
    this.byte(value ? 116 : 102);
  }

  integer(value: number): void {
    if (value < 10 && value >= 0) this.byte(48 + value);
    else this.text(String(value));
  }

  text(text: string): void {
    const { length } = text;
    this.room(length * 3);
    const { bytes } = this;
    let at = this.length;
    for (let i = 0; i < length; i++) {
      const code = text.charCodeAt(i);
      if (code < 0x80) {
        const escape = ESCAPES[code] as number;
        if (escape !== 0) {
          bytes[at++] = BACKSLASH;
          bytes[at++] = escape;
        } else bytes[at++] = code;
      } else if (code < 0x800) {
        bytes[at++] = 0xc0 | (code >> 6);
        bytes[at++] = 0x80 | (code & 0x3f);
      } else {
        const next = code >= 0xd800 && code < 0xdc00 && i + 1 < length ? text.charCodeAt(i + 1) : 0;
        if (next >= 0xdc00 && next < 0xe000) {
          const point = 0x10000 + ((code - 0xd800) << 10) + (next - 0xdc00);
          bytes[at++] = 0xf0 | (point >> 18);
          bytes[at++] = 0x80 | ((point >> 12) & 0x3f);
          bytes[at++] = 0x80 | ((point >> 6) & 0x3f);
          bytes[at++] = 0x80 | (point & 0x3f);
          i++;
        } else {
          // Half a pair is no character and no UTF-8: the sign for "unknown", as every encoder writes it.
          const known = code >= 0xd800 && code < 0xe000 ? 0xfffd : code;
          bytes[at++] = 0xe0 | (known >> 12);
          bytes[at++] = 0x80 | ((known >> 6) & 0x3f);
          bytes[at++] = 0x80 | (known & 0x3f);
        }
      }
    }
    this.length = at;
  }

  list(items: readonly string[]): void {
    this.text(`{${items.map((item) => `"${item.replace(/["\\]/g, '\\$&')}"`).join(',')}}`);
  }

  /** As `bytea`. */
  hex(value: Uint8Array): void {
    const { length } = value;
    this.room(3 + length * 2);
    const { bytes } = this;
    let at = this.length;
    bytes[at++] = BACKSLASH;
    bytes[at++] = BACKSLASH;
    bytes[at++] = 120;
    for (let i = 0; i < length; i++) {
      const byte = value[i] as number;
      bytes[at++] = HEX[byte >> 4] as number;
      bytes[at++] = HEX[byte & 15] as number;
    }
    this.length = at;
  }

  /** Bytes that are COPY text already. */
  copy(from: Uint8Array, start: number, end: number): void {
    this.room(end - start);
    this.bytes.set(from.subarray(start, end), this.length);
    this.length += end - start;
  }

  private byte(value: number): void {
    this.room(1);
    this.bytes[this.length++] = value;
  }

  private room(more: number): void {
    if (this.length + more <= this.bytes.length) return;
    const larger = new Uint8Array(new ArrayBuffer(Math.max(this.bytes.length * 2, this.length + more)));
    larger.set(this.bytes.subarray(0, this.length));
    this.bytes = larger;
  }
}
