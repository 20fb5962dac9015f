import { createHash, randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cleanPicture, COUNTRY } from '@mingbai/core';
import {
  filmFromPhone,
  FILM_PLACE,
  jpegFromPhone,
  pngFromPhone,
  SECRET,
  TOLD,
} from '@mingbai/core/evidence-samples';
import type { EvidenceRow } from '@mingbai/core/api';
import { claimedEvidence, verifyEvidence } from '@mingbai/store';
import { PhotonImage } from '@silvia-odwyer/photon-node';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { Signed } from '../../app/testing.ts';
import { EvidenceTest, OTHER_VILLAGE, VILLAGE } from './testing.ts';

let world: EvidenceTest;
let worker: Signed;
beforeAll(async () => {
  world = await EvidenceTest.open();
  worker = await world.server.signIn('worker');
}, 60_000);
afterAll(() => world.close());
afterEach(() => world.desk.settled());

const hex = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const bytesOf = async (response: Response): Promise<Buffer> => Buffer.from(await response.arrayBuffer());

test('a photo: its place is gone, its hash is in the journal, and so is who opened it', async () => {
  const photo = jpegFromPhone();
  const row = await world.upload(worker, { kind: 'photo', name: '现场.jpg' }, photo);
  expect(row).toMatchObject({
    state: 'kept',
    mediaType: 'image/jpeg',
    place: null,
    placeRemoved: true,
    thumbnail: true,
    takenAt: '2026-11-20T01:30:15.000Z',
    region: VILLAGE,
  });
  const got = await bytesOf(await world.content(worker, row.id));
  expect(got.includes(SECRET)).toBe(false);
  expect(hex(got)).toBe(row.sha256);
  expect(got.equals(Buffer.from(cleanPicture(photo, 'image/jpeg')?.bytes ?? []))).toBe(true);
  const [kept] = (await world.entries('evidence.keep')).slice(-1);
  expect(kept).toMatchObject({
    id: row.entry,
    subject: `evidence:${row.id}`,
    role: 'village_worker',
    evidence: [{ name: '现场.jpg', sha256: row.sha256 }],
    changes: { cameAs: hex(photo), placeRemoved: true },
  });
  const [opened] = (await world.entries('evidence.open')).slice(-1);
  expect(opened).toMatchObject({ subject: `evidence:${row.id}`, actor: kept?.['actor'] });
});

test('where the procedure asks for the place, the file stays as it came and the place is told', async () => {
  const photo = jpegFromPhone();
  const row = await world.upload(worker, { kind: 'photo', name: 'a.jpg', keepsPlace: 'true' }, photo);
  expect(row.placeRemoved).toBe(false);
  expect(row.place?.lat).toBeCloseTo(TOLD.lat, 4);
  expect(row.sha256).toBe(hex(photo));
});

test('a small picture stands upright, and there is none of a signature', async () => {
  const row = await world.upload(worker, { kind: 'photo', name: 'a.jpg' }, jpegFromPhone());
  const answer = await worker.call('GET', `/evidence/${row.id}/thumbnail`);
  expect(answer.headers['content-type']).toBe('image/jpeg');
  const small = PhotonImage.new_from_byteslice(answer.rawPayload);
  // Sixteen by eight, lying on its side.
  expect([small.get_width(), small.get_height()]).toEqual([8, 16]);
  const signature = await world.upload(worker, { kind: 'signature', name: '签名.png' }, pngFromPhone());
  expect([signature.state, signature.thumbnail]).toEqual(['kept', false]);
  expect((await worker.call('GET', `/evidence/${signature.id}/thumbnail`)).statusCode).toBe(404);
});

test('a film in pieces, the line breaking: goes on where it was, streams in ranges, without its place', async () => {
  const frames = randomBytes(9_000_000);
  const { head, tail } = filmFromPhone(frames.length);
  const film = Buffer.concat([head, frames, tail]);
  const made = await world.create(worker, { kind: 'film', name: '投票.mp4', region: VILLAGE }, film.length);
  const at = made.headers.get('location') ?? '';
  expect(at).toMatch(/^\/api\/evidence\/upload\/\d+$/);
  expect((await world.patch(worker, at, 0, film.subarray(0, 1000))).headers.get('upload-offset')).toBe(
    '1000',
  );
  const line = new ReadableStream<Uint8Array>({
    start(controller) {
      controller.enqueue(film.subarray(1000, 6_000_000));
      setTimeout(() => controller.error(new Error('no signal')), 300);
    },
  });
  const headers = { 'upload-offset': '1000', 'content-type': 'application/offset+octet-stream' };
  await expect(world.tus(worker, 'PATCH', at, headers, line)).rejects.toThrow();
  let there = 0;
  for (let tries = 0; tries < 100 && there < 6_000_000; tries += 1) {
    const seen = await world.tus(worker, 'HEAD', at);
    there = Number(seen.headers.get('upload-offset'));
    expect(seen.headers.get('upload-length')).toBe(String(film.length));
    await new Promise((done) => setTimeout(done, 20));
  }
  // What had come before the line broke was not in vain.
  expect(there).toBe(6_000_000);
  // A piece sent twice, or at the wrong place, is refused.
  expect((await world.patch(worker, at, 1000, film.subarray(1000, 2000))).status).toBe(409);
  expect((await world.patch(worker, at, there, film.subarray(there))).status).toBe(204);
  const row = await world.done(worker, at.split('/').at(-1) ?? '');
  expect(row).toMatchObject({
    state: 'kept',
    mediaType: 'video/mp4',
    placeRemoved: true,
    bytes: film.length,
  });

  const part = await world.content(worker, row.id, { range: 'bytes=5000000-5000099' });
  expect([part.status, part.headers.get('content-range')]).toEqual([
    206,
    `bytes 5000000-5000099/${film.length}`,
  ]);
  expect((await bytesOf(part)).equals(film.subarray(5_000_000, 5_000_100))).toBe(true);
  const end = await bytesOf(await world.content(worker, row.id, { range: `bytes=-${tail.length}` }));
  expect(end.includes(FILM_PLACE)).toBe(false);
  expect(end.includes('tkhd')).toBe(true);
  const beyond = await world.content(worker, row.id, { range: `bytes=${film.length}-` });
  expect([beyond.status, beyond.headers.get('content-range')]).toEqual([416, `bytes */${film.length}`]);
  const whole = await world.content(worker, row.id);
  expect([whole.status, whole.headers.get('content-length')]).toEqual([200, String(film.length)]);
  expect(hex(await bytesOf(whole))).toBe(row.sha256);
}, 30_000);

test.each([
  ['an SVG named as a picture', 'photo', '<svg xmlns="http://www.w3.org/2000/svg"/>', 'JPEG'],
  ['a page', 'document', '<!doctype html><script>1</script>', 'PDF'],
  ['a picture in place of a film', 'film', Buffer.from(jpegFromPhone()).toString('latin1'), 'MP4'],
  ['a picture that is none', 'photo', '\xff\xd8\xff', 'damaged'],
  ['nothing', 'photo', '', 'empty'],
])('%s is refused with the reason, and nothing of it stays', async (_, kind, text, reason) => {
  const row = await world.upload(worker, { kind, name: 'x.jpg' }, Buffer.from(text, 'latin1'));
  expect([row.state, row.sha256]).toEqual(['refused', null]);
  expect(row.why?.en).toContain(reason);
  expect((await worker.call('POST', `/evidence/${row.id}/open`)).statusCode).toBe(404);
  await world.desk.settled();
  expect(await world.desk.house.partial.sizeOf(row.id)).toBe(0);
});

test('whatever it is, it is handed out as a file and never as a page', async () => {
  const pdf = await world.upload(
    worker,
    { kind: 'document', name: '决议.html' },
    Buffer.from('%PDF-1.7 <script>'),
  );
  const { headers } = await world.content(worker, pdf.id);
  expect(headers.get('content-type')).toBe('application/pdf');
  expect(headers.get('content-disposition')).toMatch(/^attachment; .*%E5%86%B3%E8%AE%AE\.pdf$/);
  expect(headers.get('content-security-policy')).toMatch(/^sandbox; default-src 'none'/);
  expect(headers.get('x-content-type-options')).toBe('nosniff');
});

test('too large for its kind, badly said, or outside the area: no upload begins', async () => {
  const ask = async (metadata: Record<string, string>, length = 10, signed = worker) => {
    const answer = await world.create(
      signed,
      { kind: 'photo', name: 'a', region: VILLAGE, ...metadata },
      length,
    );
    return [answer.status, ((await answer.json()) as { code: string }).code];
  };
  expect(await ask({}, 31 * 1024 * 1024)).toEqual([413, 'file-too-large']);
  expect(await ask({ kind: 'program' })).toEqual([400, 'invalid-input']);
  expect(await ask({ region: OTHER_VILLAGE })).toEqual([404, 'not-found']);
  expect(await ask({ subject: 'household:999' })).toEqual([404, 'not-found']);
  expect(await ask({}, 10, await world.server.signIn('auditor'))).toEqual([403, 'not-allowed']);
  const stranger = await world.create(undefined, { kind: 'photo', name: 'a', region: VILLAGE }, 10);
  expect(stranger.status).toBe(401);
  const foreign = await world.tus(worker, 'POST', '/api/evidence/upload', { origin: 'https://evil.example' });
  expect([foreign.status, foreign.headers.get('access-control-allow-origin')]).toEqual([403, null]);
});

test('another village, another account, another entry: nothing is seen', async () => {
  const row = await world.upload(worker, { kind: 'photo', name: 'a.jpg' }, jpegFromPhone());
  const neighbour = await world.server.signIn('neighbour');
  const colleague = await world.server.signIn('colleague');
  for (const path of ['', '/thumbnail', '/content?entry=1'])
    expect((await neighbour.call('GET', `/evidence/${row.id}${path}`)).statusCode).toBe(404);
  expect((await neighbour.call('POST', `/evidence/${row.id}/open`)).statusCode).toBe(404);
  expect((await neighbour.call('GET', `/evidence?ids=${row.id}`)).json()).toEqual([]);
  const officer = await world.server.signIn('officer');
  expect((await officer.call('GET', `/evidence/${row.id}`)).statusCode).toBe(403);
  // Who opened it may look; the same address in other hands is worth nothing.
  const { content } = (await worker.call('POST', `/evidence/${row.id}/open`)).json<{ content: string }>();
  expect((await worker.call('GET', content.slice(4))).statusCode).toBe(200);
  expect((await colleague.call('GET', content.slice(4))).statusCode).toBe(404);
  const auditor = await world.server.signIn('auditor');
  expect((await world.content(auditor, row.id)).status).toBe(200);
  // An upload under way is its uploader's alone.
  const made = await world.create(worker, { kind: 'photo', name: 'b.jpg', region: VILLAGE }, 10);
  const at = made.headers.get('location') ?? '';
  expect((await world.tus(colleague, 'HEAD', at)).status).toBe(404);
  expect((await world.patch(colleague, at, 0, randomBytes(10))).status).toBe(404);
  expect((await world.tus(worker, 'DELETE', at)).status).toBe(204);
  expect((await world.tus(worker, 'HEAD', at)).status).toBe(404);
  // What is kept does not go by way of the upload.
  expect((await world.tus(worker, 'DELETE', `/api/evidence/upload/${row.id}`)).status).toBe(409);
});

test('an upload that rests for a day is removed, a complete one is not', async () => {
  const made = async (length: number): Promise<string> => {
    const answer = await world.create(worker, { kind: 'photo', name: 'old.jpg', region: VILLAGE }, length);
    return answer.headers.get('location') ?? '';
  };
  const resting = await made(5000);
  await world.patch(worker, resting, 0, randomBytes(100));
  const id = resting.split('/').at(-1) ?? '';
  const hours = (n: number): number => Date.now() + n * 3_600_000;
  await world.desk.sweep(hours(23));
  expect((await world.tus(worker, 'HEAD', resting)).headers.get('upload-offset')).toBe('100');
  await world.desk.sweep(hours(25));
  expect((await world.tus(worker, 'HEAD', resting)).status).toBe(404);
  expect(await world.desk.house.partial.list()).not.toContain(id);
  // Its last byte came, and the server ended before it could note so.
  const photo = jpegFromPhone();
  const whole = await made(photo.length);
  const wholeId = whole.split('/').at(-1) ?? '';
  await world.desk.house.partial.append(
    wholeId,
    0,
    (async function* () {
      yield photo;
    })(),
  );
  const folder = join(world.server.server.services.home, 'evidence', 'partial', wholeId);
  utimesSync(folder, 0, 0);
  await world.desk.sweep(hours(25));
  expect((await world.done(worker, wholeId)).state).toBe('kept');
  await world.desk.settled();
  await world.desk.sweep();
  expect(await world.desk.house.partial.list()).not.toContain(wholeId);
});

test('the scanner decides: clean, infected, or out of order until it works again', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'mingbai-scan-'));
  const script = join(folder, 'scan.sh');
  const seen = join(folder, 'seen');
  const behave = (last: string): void => {
    writeFileSync(script, `#!/bin/sh\ncat > "${seen}"\n${last}\n`);
    chmodSync(script, 0o700);
  };
  const { house } = world.desk;
  const house_ = house as { scan: string | undefined };
  house_.scan = script;
  try {
    const photo = jpegFromPhone();
    behave('exit 0');
    expect((await world.upload(worker, { kind: 'photo', name: 'a.jpg' }, photo)).state).toBe('kept');
    // It was given all that came, before anything was taken out.
    expect(readFileSync(seen).equals(Buffer.from(photo))).toBe(true);
    behave(`grep -q ${SECRET.slice(0, 11)} "${seen}" && exit 1; exit 0`);
    const infected = await world.upload(worker, { kind: 'photo', name: 'a.jpg' }, photo);
    expect([infected.state, infected.why?.en.includes('virus')]).toEqual(['refused', true]);
    expect((await world.entries('evidence.refuse')).at(-1)).toMatchObject({ changes: { why: 'infected' } });
    behave('exit 2');
    const made = await world.create(worker, { kind: 'photo', name: 'a.jpg', region: VILLAGE }, photo.length);
    const at = made.headers.get('location') ?? '';
    const id = at.split('/').at(-1) ?? '';
    await world.patch(worker, at, 0, photo);
    await world.desk.settled();
    const waiting = (await worker.call('GET', `/evidence/${id}`)).json<EvidenceRow>();
    expect(waiting.state).toBe('checking');
    behave('exit 0');
    await world.desk.sweep();
    expect((await world.done(worker, id)).state).toBe('kept');
  } finally {
    house_.scan = undefined;
    rmSync(folder, { recursive: true, force: true });
  }
});

test('the same file twice is one file on the disk; altered there, verify names it and nobody is shown it', async () => {
  const photo = jpegFromPhone({ ...TOLD, taken: '2026:11:21 08:00:00' });
  const first = await world.upload(worker, { kind: 'scan', name: 'one.jpg' }, photo);
  const second = await world.upload(worker, { kind: 'scan', name: 'two.jpg' }, photo);
  expect(second.sha256).toBe(first.sha256);
  const { blobs, vault } = world.desk.house;
  const verify = async () => {
    const { database } = world.server.server.services;
    const claims = await database.read({ region: COUNTRY, user: '' }, claimedEvidence);
    return verifyEvidence(claims, blobs, vault.files);
  };
  expect((await verify()).bad).toEqual([]);
  const sha = first.sha256 ?? '';
  const path = join(blobs.where, sha.slice(0, 2), `${sha}.sealed`);
  const sealed = readFileSync(path);
  expect(sealed.includes('JFIF')).toBe(false);
  sealed[60] = (sealed[60] ?? 0) ^ 1;
  writeFileSync(path, sealed);
  const bad = (await verify()).bad;
  expect(bad.map(({ name, why }) => [name, why])).toEqual([
    ['one.jpg', 'altered'],
    ['two.jpg', 'altered'],
  ]);
  const shown = await world.content(worker, first.id);
  expect([shown.status, ((await shown.json()) as { code: string }).code]).toEqual([500, 'sealed-damaged']);
});
