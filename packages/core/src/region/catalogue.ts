import { regionCode, type RegionCode, type RegionLevel } from './code.ts';

/**
 * The catalogue of regions: all five levels of the national statistical codes, in one compact file that
 * `scripts/regions.ts` makes. Provinces, cities and counties stand first; each county's townships and
 * villages follow as a block of their own, so that one county is read without the other 2,978.
 *
 * File: `MBRC`, format version (1 byte), length of the upper block (4 bytes, big endian), the upper block,
 * the county blocks one after another; every block is compressed by itself. A block is UTF-8 text: the
 * first line holds one token per region, the lines after it their names in the same order.
 *   upper block: `p41` province, `c15` city, `a25:1234` county with the bytes of its block (0: it has none)
 *   county block: `t101` township; else the village's distance from the village before it, empty for 1
 */
export interface Region {
  /** Twelve digits. Four counties bear the code of the city or county above them (e.g. 东莞市 441900). */
  readonly code: RegionCode;
  readonly level: Exclude<RegionLevel, 'country'>;
  readonly name: string;
}

const MAGIC = 'MBRC';
const VERSION = 1;
const HEAD = 9;

/** How most village names end; the file writes one control character instead. Only ever append to it. */
const ENDINGS = [
  '社区居民委员会',
  '村民委员会',
  '社区居委会',
  '村委会',
  '居委会',
  '居民委员会',
  '社区',
] as const;

export type Inflate = (bytes: Uint8Array) => Uint8Array;

export class RegionCatalogue {
  /** Levels one to three, each region after the one it lies in. */
  readonly upper: readonly Region[];
  readonly #blocks = new Map<string, { readonly at: number; readonly length: number }>();
  readonly #byCode = new Map<string, Region>();
  readonly #recent = new Map<string, readonly Region[]>();

  /** `file` as made by `encodeCatalogue`; `inflate` undoes the compression of a block. */
  constructor(
    private readonly file: Uint8Array,
    private readonly inflate: Inflate,
  ) {
    const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
    const magic = new TextDecoder().decode(file.subarray(0, 4));
    if (magic !== MAGIC || file[4] !== VERSION) throw new RangeError('not a region catalogue of version 1');
    const upperBytes = view.getUint32(5);
    const { regions, blockBytes } = decodeUpper(inflate(file.subarray(HEAD, HEAD + upperBytes)));
    this.upper = regions;
    let at = HEAD + upperBytes;
    for (const [county, length] of blockBytes) {
      this.#blocks.set(county, { at, length });
      at += length;
    }
    for (const region of regions) if (!this.#byCode.has(region.code)) this.#byCode.set(region.code, region);
  }

  /** Six digits each, in order. */
  counties(): string[] {
    return [...this.#blocks.keys()];
  }

  /** The townships and villages of a county (six digits), each township before its villages; none: []. */
  county(county: string): readonly Region[] {
    const known = this.#recent.get(county);
    if (known !== undefined) return known;
    const block = this.#blocks.get(county);
    if (block === undefined || block.length === 0) return [];
    const bytes = this.inflate(this.file.subarray(block.at, block.at + block.length));
    const regions = decodeCounty(county, bytes);
    if (this.#recent.size >= 16) this.#recent.delete(this.#recent.keys().next().value ?? '');
    this.#recent.set(county, regions);
    return regions;
  }

  /** The region with this code; where two levels share one, the higher. */
  find(code: RegionCode): Region | undefined {
    return this.#byCode.get(code) ?? this.county(code.slice(0, 6)).find((region) => region.code === code);
  }
}

/** Reads an upper block (already inflated): its regions, and the bytes of each county's block in file order. */
function decodeUpper(bytes: Uint8Array): { regions: Region[]; blockBytes: Map<string, number> } {
  const { tokens, names } = readBlock(bytes);
  const blockBytes = new Map<string, number>();
  let province = '';
  let city = '';
  const regions = tokens.map((token, i): Region => {
    const name = names[i] ?? '';
    const digits = token.slice(1, 3);
    if (token.startsWith('p')) {
      province = digits;
      return { code: regionCode(province), level: 'province', name };
    }
    if (token.startsWith('c')) {
      city = province + digits;
      return { code: regionCode(city), level: 'city', name };
    }
    blockBytes.set(city + digits, Number(token.slice(4)));
    return { code: regionCode(city + digits), level: 'county', name };
  });
  return { regions, blockBytes };
}

function decodeCounty(county: string, bytes: Uint8Array): Region[] {
  const { tokens, names } = readBlock(bytes);
  let township = '';
  let last = 0;
  return tokens.map((token, i): Region => {
    const name = longName(names[i] ?? '');
    if (token.startsWith('t')) {
      township = county + token.slice(1);
      last = 0;
      return { code: padded(township), level: 'township', name };
    }
    last += token === '' ? 1 : Number(token);
    return { code: padded(township + String(last).padStart(3, '0')), level: 'village', name };
  });
}

/** Our own file's digits need no second look: there are 620,000 of them. */
function padded(digits: string): RegionCode {
  return digits.padEnd(12, '0') as RegionCode;
}

function readBlock(bytes: Uint8Array): { tokens: string[]; names: string[] } {
  const [first = '', ...names] = new TextDecoder().decode(bytes).split('\n');
  const tokens = first.split(' ');
  if (tokens.length !== names.length) {
    throw new RangeError(`region block with ${tokens.length} codes and ${names.length} names`);
  }
  return { tokens, names };
}

function longName(written: string): string {
  const ending = ENDINGS[written.charCodeAt(written.length - 1) - 1];
  return ending === undefined ? written : written.slice(0, -1) + ending;
}

function shortName(name: string): string {
  const i = ENDINGS.findIndex((ending) => name.endsWith(ending) && name.length > ending.length);
  return i < 0 ? name : name.slice(0, -ENDINGS[i]!.length) + String.fromCharCode(i + 1);
}

/**
 * Writes the file: `upper` as levels one to three, `lower` the townships and villages by county (six digits),
 * both in ascending order of code with each region after the one it lies in.
 */
export function encodeCatalogue(
  upper: readonly Region[],
  lower: ReadonlyMap<string, readonly Region[]>,
  deflate: Inflate,
): Uint8Array {
  const blocks: Uint8Array[] = [];
  const tokens = upper.map(({ code, level }) => {
    if (level === 'province') return `p${code.slice(0, 2)}`;
    if (level === 'city') return `c${code.slice(2, 4)}`;
    const regions = lower.get(code.slice(0, 6)) ?? [];
    const block = regions.length === 0 ? new Uint8Array() : deflate(countyBlock(regions));
    blocks.push(block);
    return `a${code.slice(4, 6)}:${block.length}`;
  });
  const first = deflate(
    writeBlock(
      tokens,
      upper.map((region) => region.name),
    ),
  );
  const head = new Uint8Array(HEAD);
  head.set(new TextEncoder().encode(MAGIC));
  head[4] = VERSION;
  new DataView(head.buffer).setUint32(5, first.length);
  const parts = [head, first, ...blocks];
  const file = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    file.set(part, at);
    at += part.length;
  }
  return file;
}

function countyBlock(regions: readonly Region[]): Uint8Array {
  let last = 0;
  const tokens = regions.map(({ code, level }) => {
    if (level === 'township') {
      last = 0;
      return `t${code.slice(6, 9)}`;
    }
    const distance = Number(code.slice(9)) - last;
    last += distance;
    return distance === 1 ? '' : String(distance);
  });
  return writeBlock(
    tokens,
    regions.map((region) => shortName(region.name)),
  );
}

function writeBlock(tokens: readonly string[], names: readonly string[]): Uint8Array {
  return new TextEncoder().encode([tokens.join(' '), ...names].join('\n'));
}
