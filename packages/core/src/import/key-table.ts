/**
 * A set of strings in order of arrival, in some 30 bytes each, for files of a million rows. The strings of a
 * big file are slices that would keep its chunks alive, so their characters are copied, those of numbers in a byte
 * each and any other in three; equality is by characters, the hash only finds the place.
 */
export class KeyTable {
  private slots = new Int32Array(1024).fill(-1);
  private starts = new Uint32Array(512);
  private characters = new Uint8Array(8192);
  /** The key looked for, its characters taken out of the string once. */
  private scratch = new Uint8Array(128);
  private used = 0;
  private count = 0;

  get size(): number {
    return this.count;
  }

  /** The index of a key, from 0 in order of arrival; a new key gets `size`. Compare with `size` before the call. */
  indexOf(key: string): number {
    if (this.count * 2 >= this.slots.length) this.grow();
    if (key.length * 3 > this.scratch.length) this.scratch = new Uint8Array(key.length * 6);
    const { scratch } = this;
    let length = 0;
    for (let i = 0; i < key.length; i++) {
      const code = key.charCodeAt(i);
      if (code < 0x80) scratch[length++] = code;
      else {
        scratch[length++] = 0x80 | (code >> 14);
        scratch[length++] = 0x80 | ((code >> 7) & 0x7f);
        scratch[length++] = 0x80 | (code & 0x7f);
      }
    }
    const mask = this.slots.length - 1;
    for (let slot = hashCodes(scratch, 0, length) & mask; ; slot = (slot + 1) & mask) {
      const index = this.slots[slot] ?? -1;
      if (index === -1) return this.append(length, slot);
      if (this.isSame(index, length)) return index;
    }
  }

  /** The key itself, for messages. */
  keyAt(index: number): string {
    const end = this.endOf(index);
    let key = '';
    for (let i = this.starts[index] ?? 0; i < end; i++) {
      const byte = this.at(i);
      if (byte < 0x80) key += String.fromCharCode(byte);
      else {
        key += String.fromCharCode(
          ((byte & 0x7f) << 14) | ((this.at(i + 1) & 0x7f) << 7) | (this.at(i + 2) & 0x7f),
        );
        i += 2;
      }
    }
    return key;
  }

  private at(index: number): number {
    return this.characters[index] ?? 0;
  }

  private endOf(index: number): number {
    return index + 1 < this.count ? (this.starts[index + 1] ?? 0) : this.used;
  }

  private isSame(index: number, length: number): boolean {
    const start = this.starts[index] ?? 0;
    if (this.endOf(index) - start !== length) return false;
    const { characters, scratch } = this;
    for (let i = 0; i < length; i++) if (characters[start + i] !== scratch[i]) return false;
    return true;
  }

  private append(length: number, slot: number): number {
    const index = this.count++;
    if (index >= this.starts.length) this.starts = enlarge(this.starts, index + 1);
    if (this.used + length > this.characters.length)
      this.characters = enlargeBytes(this.characters, this.used + length);
    this.starts[index] = this.used;
    for (let i = 0; i < length; i++) this.characters[this.used + i] = this.scratch[i] ?? 0;
    this.used += length;
    this.slots[slot] = index;
    return index;
  }

  private grow(): void {
    const slots = new Int32Array(this.slots.length * 2).fill(-1);
    const mask = slots.length - 1;
    for (let index = 0; index < this.count; index++) {
      let slot = hashCodes(this.characters, this.starts[index] ?? 0, this.endOf(index)) & mask;
      while (slots[slot] !== -1) slot = (slot + 1) & mask;
      slots[slot] = index;
    }
    this.slots = slots;
  }
}

/** Numbers beside the keys of a `KeyTable`, growing with it. */
export class Column {
  private values = new Uint32Array(512);

  at(index: number): number {
    return this.values[index] ?? 0;
  }

  set(index: number, value: number): void {
    if (index >= this.values.length) this.values = enlarge(this.values, index + 1);
    this.values[index] = value;
  }
}

/** 32 bits, FNV-1a with a last mix; also used where a difference only has to be noticed. */
export function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return mix(hash);
}

function hashCodes(codes: Uint8Array, start: number, end: number): number {
  let hash = 0x811c9dc5;
  for (let i = start; i < end; i++) hash = Math.imul(hash ^ (codes[i] ?? 0), 0x01000193);
  return mix(hash);
}

function mix(hash: number): number {
  const mixed = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return (mixed ^ (mixed >>> 12)) >>> 0;
}

function enlarge(values: Uint32Array<ArrayBuffer>, atLeast: number): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(Math.max(values.length * 2, atLeast));
  larger.set(values);
  return larger;
}

function enlargeBytes(values: Uint8Array<ArrayBuffer>, atLeast: number): Uint8Array<ArrayBuffer> {
  const larger = new Uint8Array(Math.max(values.length * 2, atLeast));
  larger.set(values);
  return larger;
}
