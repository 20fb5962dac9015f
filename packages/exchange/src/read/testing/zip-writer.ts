import { crc32, deflateRawSync } from 'node:zlib';

export interface Member {
  readonly name: string | Buffer;
  readonly data: string | Buffer;
  readonly stored?: boolean;
  /** General purpose flags; 0x800 (UTF-8 name) unless told. */
  readonly flags?: number;
  readonly method?: number;
  /** What headers claim instead of the truth. */
  readonly claimedSize?: number;
  readonly zip64?: boolean;
  /** Point at the entry of this number instead of an own one. */
  readonly sameAs?: number;
}

/** Writes a zip as the tests want it, right or wrong. */
export function zipOf(members: readonly Member[], options: { readonly zip64End?: boolean } = {}): Buffer {
  const local: Buffer[] = [];
  const central: Buffer[] = [];
  const offsets: number[] = [];
  let at = 0;
  for (const member of members) {
    const name = Buffer.isBuffer(member.name) ? member.name : Buffer.from(member.name);
    const data = Buffer.from(member.data);
    const packed = member.stored === true ? data : deflateRawSync(data);
    const size = member.claimedSize ?? data.length;
    const wide = member.zip64 === true;
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(wide ? 45 : 20, 0);
    fields.writeUInt16LE(member.flags ?? 0x800, 2);
    fields.writeUInt16LE(member.method ?? (member.stored === true ? 0 : 8), 4);
    fields.writeUInt32LE(crc32(data), 10);
    fields.writeUInt32LE(wide ? 0xffffffff : packed.length, 14);
    fields.writeUInt32LE(wide ? 0xffffffff : size, 18);
    fields.writeUInt16LE(name.length, 22);
    const extra = wide
      ? wideExtra(size, packed.length, member.sameAs === undefined ? at : (offsets[member.sameAs] ?? 0))
      : Buffer.alloc(0);
    fields.writeUInt16LE(extra.length, 24);
    const offset = member.sameAs === undefined ? at : (offsets[member.sameAs] ?? 0);
    offsets.push(offset);
    if (member.sameAs === undefined) {
      const entry = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), fields, name, extra, packed]);
      local.push(entry);
      at += entry.length;
    }
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(wide ? 0xffffffff : offset, 10);
    central.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), fields, tail, name, extra]));
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 0, 'latin1');
  const wide = options.zip64End === true;
  end.writeUInt16LE(wide ? 0xffff : members.length, 8);
  end.writeUInt16LE(wide ? 0xffff : members.length, 10);
  end.writeUInt32LE(wide ? 0xffffffff : directory.length, 12);
  end.writeUInt32LE(wide ? 0xffffffff : at, 16);
  return Buffer.concat([
    ...local,
    directory,
    wide ? zip64End(members.length, directory.length, at) : Buffer.alloc(0),
    end,
  ]);
}

function wideExtra(size: number, packed: number, offset: number): Buffer {
  const extra = Buffer.alloc(28);
  extra.writeUInt16LE(1, 0);
  extra.writeUInt16LE(24, 2);
  extra.writeBigUInt64LE(BigInt(size), 4);
  extra.writeBigUInt64LE(BigInt(packed), 12);
  extra.writeBigUInt64LE(BigInt(offset), 20);
  return extra;
}

function zip64End(count: number, size: number, offset: number): Buffer {
  const end = Buffer.alloc(76);
  end.write('PK\x06\x06', 0, 'latin1');
  end.writeBigUInt64LE(44n, 4);
  end.writeBigUInt64LE(BigInt(count), 24);
  end.writeBigUInt64LE(BigInt(count), 32);
  end.writeBigUInt64LE(BigInt(size), 40);
  end.writeBigUInt64LE(BigInt(offset), 48);
  end.write('PK\x06\x07', 56, 'latin1');
  end.writeBigUInt64LE(BigInt(offset + size), 64);
  end.writeUInt32LE(1, 72);
  return end;
}
