/**
 * The compact font format (Adobe Technical Note 5176) as `derive.py` leaves it: CID-keyed, charstrings without
 * subroutines, so that a subset is a copy of the glyphs it names.
 */
export interface Cff {
  /** How many glyphs. */
  readonly count: number;
  charstring(glyph: number): Uint8Array;
  /** Which of the font's private dictionaries the glyph's widths are told by. */
  fontDictOf(glyph: number): number;
  readonly privates: readonly Uint8Array[];
  readonly boundingBox: readonly number[];
}

type Dict = ReadonlyMap<number, readonly number[]>;
const ESCAPE = 12;
const OPERATOR = { box: 5, charStrings: 17, private: 18, fontDicts: 0x0c24, fontDictSelect: 0x0c25 } as const;

/** Throws a RangeError for a font of another make. */
export function readCff(bytes: Buffer): Cff {
  const names = new Index(bytes, bytes.readUInt8(2));
  const tops = new Index(bytes, names.end);
  const top = readDict(tops.item(0));
  const charStrings = new Index(bytes, offsetIn(top, OPERATOR.charStrings));
  const fontDicts = new Index(bytes, offsetIn(top, OPERATOR.fontDicts));
  const privates = Array.from({ length: fontDicts.count }, (_, index) => {
    const [size = 0, offset = 0] = readDict(fontDicts.item(index)).get(OPERATOR.private) ?? [];
    return bytes.subarray(offset, offset + size);
  });
  const select = readSelect(bytes, offsetIn(top, OPERATOR.fontDictSelect), charStrings.count);
  return {
    count: charStrings.count,
    charstring: (glyph) => charStrings.item(glyph),
    fontDictOf: (glyph) => select[glyph] ?? 0,
    privates,
    boundingBox: top.get(OPERATOR.box) ?? [0, 0, 0, 0],
  };
}

function offsetIn(dict: Dict, operator: number): number {
  const [offset] = dict.get(operator) ?? [];
  if (offset === undefined)
    throw new RangeError(`not a CID-keyed font: no operator ${operator.toString(16)}`);
  return offset;
}

class Index {
  readonly count: number;
  readonly end: number;
  private readonly size: number;
  private readonly offsets: number;

  constructor(
    private readonly bytes: Buffer,
    start: number,
  ) {
    this.count = bytes.readUInt16BE(start);
    this.size = this.count === 0 ? 1 : bytes.readUInt8(start + 2);
    this.offsets = start + 3;
    this.end = this.count === 0 ? start + 2 : this.start(this.count);
  }

  item(index: number): Buffer {
    return this.bytes.subarray(this.start(index), this.start(index + 1));
  }

  private start(index: number): number {
    const data = this.offsets + (this.count + 1) * this.size - 1;
    return data + this.bytes.readUIntBE(this.offsets + index * this.size, this.size);
  }
}

/** Operators of two bytes are `0x0cNN`. */
function readDict(bytes: Buffer): Dict {
  const dict = new Map<number, readonly number[]>();
  let operands: number[] = [];
  for (let at = 0; at < bytes.length;) {
    const first = bytes.readUInt8(at++);
    if (first <= 21) {
      dict.set(first === ESCAPE ? 0x0c00 | bytes.readUInt8(at++) : first, operands);
      operands = [];
    } else if (first === 28) {
      operands.push(bytes.readInt16BE(at));
      at += 2;
    } else if (first === 29) {
      operands.push(bytes.readInt32BE(at));
      at += 4;
    } else if (first === 30) {
      // A real number, in half bytes; none of those asked for here is one.
      while ((bytes.readUInt8(at++) & 0x0f) !== 0x0f);
      operands.push(Number.NaN);
    } else if (first <= 246) operands.push(first - 139);
    else {
      const rest = bytes.readUInt8(at++);
      operands.push(first <= 250 ? (first - 247) * 256 + rest + 108 : -(first - 251) * 256 - rest - 108);
    }
  }
  return dict;
}

function readSelect(bytes: Buffer, start: number, count: number): Uint8Array {
  const format = bytes.readUInt8(start);
  if (format === 0) return bytes.subarray(start + 1, start + 1 + count);
  if (format !== 3) throw new RangeError(`FDSelect of format ${format}`);
  const select = new Uint8Array(count);
  const ranges = bytes.readUInt16BE(start + 1);
  for (let index = 0; index < ranges; index += 1) {
    const at = start + 3 + index * 3;
    select.fill(bytes.readUInt8(at + 2), bytes.readUInt16BE(at), bytes.readUInt16BE(at + 3));
  }
  return select;
}
