import { createHash, randomUUID } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32, deflateSync } from 'node:zlib';
import { countyOf } from '@mingbai/core';
import {
  blobKey,
  createEvidence,
  keepEvidence,
  markReceived,
  openBlobs,
  runCommand,
  type Actor,
  type Database,
  type Vault,
} from '@mingbai/store';

interface PaperPlace {
  readonly database: Database;
  readonly vault: Vault;
  /** Where uploads lie. */
  readonly files: string;
}

/** A sheet that stands for every scan of the demo: kept once, encrypted; answers what rows about it have to say. */
export async function keepDemoPaper({ vault, files }: PaperPlace) {
  const bytes = sheet(420, 594);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  await mkdir(files, { recursive: true });
  const draft = join(files, randomUUID());
  try {
    await vault.files.encrypt(once(bytes), draft);
    await openBlobs(files).put(blobKey(sha256, 'content'), draft);
  } finally {
    await rm(draft, { force: true });
  }
  return { sha256, bytes: bytes.length };
}

/** A row of evidence about the sheet, in the place of who brings it. */
export async function bringDemoPaper(
  { database }: PaperPlace,
  actor: Actor,
  { sha256, bytes }: { readonly sha256: string; readonly bytes: number },
): Promise<string> {
  const { region } = actor;
  const name = '演示材料.png';
  const id = await database.keep({ region, user: actor.id }, async (tx) => {
    const by = { id: actor.id, name: actor.id, role: actor.role, region };
    const made = await createEvidence(tx, {
      county: countyOf(region),
      region,
      subject: null,
      kind: 'scan',
      name,
      length: bytes,
      keepsPlace: false,
      by,
    });
    await markReceived(tx, made);
    return made;
  });
  const facts = {
    received: sha256,
    sha256,
    bytes,
    mediaType: 'image/png',
    takenAt: null,
    place: null,
    placeRemoved: false,
    thumbnail: false,
  } as const;
  const command = { name: 'evidence.keep', region, subject: `evidence:${id}`, evidence: [{ name, sha256 }] };
  await runCommand(database, actor, command, async (tx) => {
    await keepEvidence(tx, id, facts);
    return { result: undefined, changes: { kind: 'scan', mediaType: facts.mediaType, bytes } };
  });
  return id;
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

/** A white sheet with grey lines, as a PNG of one byte a pixel. */
function sheet(width: number, height: number): Buffer {
  const rows = Buffer.alloc((width + 1) * height, 0xff);
  for (let y = 0; y < height; y += 1) {
    const row = y * (width + 1);
    rows[row] = 0;
    if (y % 28 === 0 && y > 60 && y < height - 60) rows.fill(0xc8, row + 40, row + width - 40);
  }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 0, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data]);
  const whole = Buffer.alloc(body.length + 8);
  whole.writeUInt32BE(data.length, 0);
  whole.set(body, 4);
  whole.writeUInt32BE(crc32(body), body.length + 4);
  return whole;
}
