import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { createKeys } from '../vault/keys.ts';
import { openVault } from '../vault/vault.ts';
import { blobKey, diskBlobs, type BlobStore } from './blobs.ts';
import { openBlobs } from './settings.ts';
import { s3Blobs } from './s3-blobs.ts';
import { sourceBytes } from './source-bytes.ts';
import { verifyEvidence } from './verify.ts';

const folder = mkdtempSync(join(tmpdir(), 'mingbai-blobs-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
createKeys(join(folder, 'keys.json'));
const { files } = openVault(join(folder, 'keys.json'));

/**
 * A real S3 server, when one runs: `npx s3rver@3.7.1 --directory /tmp/s3 --configure-bucket evidence`, then
 * `MINGBAI_TEST_S3=http://localhost:4568/evidence` (its keys are S3RVER, S3RVER unless told).
 */
const s3 = process.env['MINGBAI_TEST_S3'];
const credentials = {
  region: 'us-east-1',
  accessKey: process.env['MINGBAI_TEST_S3_KEY'] ?? 'S3RVER',
  secretKey: process.env['MINGBAI_TEST_S3_SECRET'] ?? 'S3RVER',
};
if (s3 === undefined)
  process.stdout.write('NOTICE: no S3 server (MINGBAI_TEST_S3): only the disk store is tested\n');
const stores: [string, BlobStore][] = [['the disk', diskBlobs(join(folder, 'kept'))]];
if (s3 !== undefined) stores.push(['S3', s3Blobs({ url: s3, ...credentials })]);

async function* once(bytes: Buffer): AsyncGenerator<Buffer> {
  yield bytes;
}

async function put(store: BlobStore, bytes: Buffer): Promise<string> {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const draft = join(folder, randomBytes(4).toString('hex'));
  await files.encrypt(once(bytes), draft);
  await store.put(blobKey(sha256, 'content'), draft);
  return sha256;
}

async function get(store: BlobStore, sha256: string): Promise<Buffer> {
  const sealed = await store.open(blobKey(sha256, 'content'));
  if (sealed === undefined) throw new Error('nothing there');
  const chunks: Uint8Array[] = [];
  for await (const chunk of sourceBytes(await files.openFrom(sealed))) chunks.push(chunk);
  return Buffer.concat(chunks);
}

describe.each(stores)('%s', (_, store) => {
  test('gives back what was put, whole and in part, and knows what is not there', async () => {
    const bytes = randomBytes(2_500_000);
    const sha256 = await put(store, bytes);
    expect((await get(store, sha256)).equals(bytes)).toBe(true);
    const sealed = await store.open(blobKey(sha256, 'content'));
    if (sealed === undefined) throw new Error('nothing there');
    const source = await files.openFrom(sealed);
    expect(source.size).toBe(bytes.length);
    const part = await source.read(1_000_000, 200_000);
    expect(Buffer.from(part).equals(bytes.subarray(1_000_000, 1_200_000))).toBe(true);
    await source.close();
    expect(await store.open(blobKey('0'.repeat(64), 'content'))).toBeUndefined();
    // The same once more stands in its place.
    expect(await put(store, bytes)).toBe(sha256);
  }, 30_000);

  test('verify names what is missing, what was altered, and what the journal says otherwise', async () => {
    const good = await put(store, randomBytes(100_000));
    const other = await put(store, randomBytes(1000));
    // Somebody with the keys puts another file in its place.
    const sealed = join(folder, 'other');
    await files.encrypt(once(Buffer.from('another vote')), sealed);
    await store.put(blobKey(other, 'content'), sealed);
    const broken = await put(store, randomBytes(1000));
    const flipped = join(folder, 'flipped');
    const found = await store.open(blobKey(broken, 'content'));
    const bytes = Buffer.from((await found?.read(0, found.size)) ?? []);
    await found?.close();
    bytes[500] = (bytes[500] ?? 0) ^ 1;
    writeFileSync(flipped, bytes);
    await store.put(blobKey(broken, 'content'), flipped);
    const claim = (id: string, sha256: string | null, journaled: string | null) => ({
      county: 411525,
      id,
      name: `${id}.jpg`,
      sha256,
      journaled,
    });
    const checked = await verifyEvidence(
      [
        claim('1', good, good),
        claim('2', other, other),
        claim('3', broken, broken),
        claim('4', 'f'.repeat(64), 'f'.repeat(64)),
        claim('5', good, other),
        claim('6', null, good),
      ],
      store,
      files,
    );
    expect(checked.bad.map(({ id, why }) => `${id} ${why}`)).toEqual([
      '2 altered',
      '3 altered',
      '4 missing',
      '5 row',
      '6 row',
    ]);
    expect([checked.files, checked.bytes]).toEqual([4, 100_000]);
    expect(checked.bad[0]?.file).toContain(other);
  });
});

test.runIf(s3 !== undefined)('a store that refuses says so by its own code', async () => {
  const store = s3Blobs({ url: s3 ?? '', ...credentials, accessKey: 'WRONG' });
  const draft = join(folder, 'refused');
  writeFileSync(draft, 'x');
  await expect(store.put('ab/x.sealed', draft)).rejects.toThrow(/S3: 403 InvalidAccessKeyId/);
  expect(readFileSync(draft, 'utf8')).toBe('x');
});

test('a store that does not answer is an error, not an altered file', async () => {
  const store = s3Blobs({ url: 'http://127.0.0.1:9/none', ...credentials });
  const claims = [{ county: 1, id: '1', name: '', sha256: 'a', journaled: 'a' }];
  await expect(verifyEvidence(claims, store, files)).rejects.toThrow();
});

test('the setting names the store, and half a setting is refused', () => {
  expect(openBlobs('/somewhere').where).toBe(join('/somewhere', 'evidence', 'kept'));
  vi.stubEnv('MINGBAI_S3', 'https://s3.example.cn/evidence');
  expect(() => openBlobs('/somewhere')).toThrow(/MINGBAI_S3_ACCESS_KEY/);
  vi.stubEnv('MINGBAI_S3_ACCESS_KEY', 'a');
  vi.stubEnv('MINGBAI_S3_SECRET_KEY', 'b');
  expect(openBlobs('/somewhere').where).toBe('https://s3.example.cn/evidence');
  vi.unstubAllEnvs();
});
