import { crc32, deflateSync } from 'node:zlib';

/** Dark and light fields as a PNG picture of one bit, each field so many dots wide, with a light border. */
export function fieldsPng(fields: readonly (readonly boolean[])[], scale = 8, border = 2): Buffer {
  const side = (fields.length + 2 * border) * scale;
  const stride = 1 + Math.ceil(side / 8);
  const data = Buffer.alloc(stride * side, 0xff);
  for (let y = 0; y < side; y += 1) {
    data[y * stride] = 0;
    const row = fields[Math.floor(y / scale) - border];
    for (let x = 0; x < side; x += 1) {
      if (row?.[Math.floor(x / scale) - border] !== true) continue;
      const at = y * stride + 1 + (x >> 3);
      data[at] = (data[at] ?? 0) & ~(0x80 >> (x & 7));
    }
  }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(side, 0);
  head.writeUInt32BE(side, 4);
  head[8] = 1;
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(data)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const bytes = Buffer.alloc(8 + body.length);
  bytes.writeUInt32BE(data.length, 0);
  body.copy(bytes, 4);
  bytes.writeUInt32BE(crc32(body), 4 + body.length);
  return bytes;
}
