import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { createKeys, rotateKeys } from './keys.ts';
import { openVault } from './vault.ts';

const folder = mkdtempSync(join(tmpdir(), 'mingbai-sealed-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const keyFile = join(folder, 'keys.json');
createKeys(keyFile);
const { files } = openVault(keyFile);
const FRAME = 65_536;
const STORED = FRAME + 16;

async function* inPieces(bytes: Buffer, step: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += step) yield bytes.subarray(at, at + step);
}

async function sealed(bytes: Buffer, step = 10_000): Promise<string> {
  const path = join(folder, randomBytes(6).toString('hex'));
  expect(await files.encrypt(inPieces(bytes, step), path)).toBe(bytes.length);
  return path;
}

async function readAll(path: string): Promise<Buffer> {
  const source = await files.open(path);
  try {
    return Buffer.from(await source.read(0, source.size));
  } finally {
    await source.close();
  }
}

test.each([0, 1, FRAME - 1, FRAME, FRAME + 1, 2 * FRAME, 3 * FRAME + 7])(
  '%i bytes come back',
  async (size) => {
    const bytes = randomBytes(size);
    expect((await readAll(await sealed(bytes))).equals(bytes)).toBe(true);
  },
);

test('any stretch can be read, in any order and at once', async () => {
  const bytes = randomBytes(3 * FRAME + 1234);
  const source = await files.open(await sealed(bytes, 200_000));
  const stretch = fc.record({ offset: fc.nat(bytes.length + 10), length: fc.nat(3 * FRAME) });
  await fc.assert(
    fc.asyncProperty(fc.array(stretch, { minLength: 1, maxLength: 4 }), async (stretches) => {
      const read = await Promise.all(stretches.map(({ offset, length }) => source.read(offset, length)));
      stretches.forEach(({ offset, length }, at) =>
        expect(Buffer.from(read[at] as Uint8Array).equals(bytes.subarray(offset, offset + length))).toBe(
          true,
        ),
      );
    }),
  );
  await source.close();
});

test('changed, cut, lengthened, reordered and foreign frames do not open', async () => {
  const path = await sealed(Buffer.alloc(3 * FRAME, 'x'));
  const good = readFileSync(path);
  const one = good.subarray(24, 24 + STORED);
  const two = good.subarray(24 + STORED, 24 + 2 * STORED);
  const three = good.subarray(24 + 2 * STORED);
  const head = good.subarray(0, 24);
  const flipped = (at: number): Buffer => {
    const changed = Buffer.from(good);
    changed[at] = (changed[at] ?? 0) ^ 1;
    return changed;
  };
  const foreign = readFileSync(await sealed(Buffer.alloc(3 * FRAME, 'x')));
  const bad = {
    'a bit in the middle': flipped(24 + STORED + 100),
    'a bit of the salt': flipped(12),
    'the last frame gone': Buffer.concat([head, one, two]),
    'a frame in between gone': Buffer.concat([head, one, three]),
    'two frames exchanged': Buffer.concat([head, two, one, three]),
    'a frame twice': Buffer.concat([head, one, one, three]),
    'a frame more': Buffer.concat([good, three]),
    'a byte less': good.subarray(0, -1),
    'a byte more': Buffer.concat([good, Buffer.alloc(1)]),
    'another file’s frame': Buffer.concat([head, one, foreign.subarray(24 + STORED, 24 + 2 * STORED), three]),
    'only the head': head,
    nothing: Buffer.alloc(0),
  };
  for (const [what, bytes] of Object.entries(bad)) {
    writeFileSync(path, bytes);
    await expect(readAll(path), what).rejects.toMatchObject({ code: 'sealed-damaged' });
  }
});

test('old files open after rotation, and not with other keys', async () => {
  const bytes = Buffer.from('户编号,姓名\n');
  const path = await sealed(bytes);
  rotateKeys(keyFile);
  const source = await openVault(keyFile).files.open(path);
  expect(Buffer.from(await source.read(0, 100)).equals(bytes)).toBe(true);
  await source.close();
  const other = join(folder, 'other.json');
  createKeys(other);
  await expect(openVault(other).files.open(path)).rejects.toMatchObject({ code: 'sealed-damaged' });
});

test('an upload that breaks off leaves nothing', async () => {
  const before = readdirSync(folder).length;
  async function* broken(): AsyncGenerator<Buffer> {
    yield Buffer.alloc(100_000);
    throw new Error('connection lost');
  }
  await expect(files.encrypt(broken(), join(folder, 'never'))).rejects.toThrow('connection lost');
  expect(readdirSync(folder)).toHaveLength(before);
});

test('the file on disk shows nothing of its content', async () => {
  const path = await sealed(Buffer.alloc(FRAME * 2, '411525'));
  const stored = readFileSync(path);
  expect(stored.includes('411525')).toBe(false);
  const frames = [stored.subarray(24, 24 + FRAME), stored.subarray(24 + STORED, 24 + STORED + FRAME)];
  const [first, second] = frames.map((frame) => createHash('sha256').update(frame).digest('hex'));
  expect(first).not.toBe(second);
});
