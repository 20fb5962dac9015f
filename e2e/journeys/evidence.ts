import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { filmFromPhone, SECRET, tiffFrom, TOLD } from '@mingbai/core/evidence-samples';
import type { EvidenceRow } from '@mingbai/core/api';
import type { Locator, Page } from 'playwright-core';
import { accessible, accessibleAtBothSizes } from '../harness/access.ts';
import { holds, same, settled, settles } from '../harness/expect.ts';
import { DEMO_PASSWORD } from '../harness/people.ts';
import { type World } from '../harness/world.ts';

const FILM = 6_000_000;
/** Of this run, on a demo that may have seen others. */
const RUN = Date.now() % 100_000;
const PHOTO = `房屋正面${RUN}.jpg`;
const VOTE = `村民投票${RUN}.mp4`;
/** Milliseconds to send a file, look through it and keep it. */
const KEPT = 45_000;
/** Bytes a second: the film would take six. */
const SLOW = 1_000_000;

/** A village worker brings a photo, a film over a line that breaks, and a signature; and looks at what was kept. */
export async function evidence({ step, as }: World): Promise<void> {
  const { page, watch } = await as('village', DEMO_PASSWORD);
  // From the disk, as people's films come.
  const folder = await mkdtemp(join(tmpdir(), 'mingbai-evidence-'));
  const network = await page.context().newCDPSession(page);
  await network.send('Network.enable');
  const line = (how: { offline: boolean; uploadThroughput: number }): Promise<unknown> =>
    network.send('Network.emulateNetworkConditions', { ...how, latency: 0, downloadThroughput: -1 });

  await step('a photo with its place: taken in, shown small', async () => {
    await page.goto('/households');
    await settled(page);
    await page.locator('tbody a[href^="/households/"]').first().click();
    await panel(page).waitFor();
    await choose(page, '选择照片', {
      name: PHOTO,
      mimeType: 'image/jpeg',
      buffer: await photoFrom(page),
    });
    await panel(page)
      .getByRole('button', { name: `打开 ${PHOTO}` })
      .locator('img')
      .waitFor({ timeout: KEPT });
  });

  await step('a film: the line breaks in the middle, and it says that it will go on', async () => {
    await line({ offline: false, uploadThroughput: SLOW });
    const { head, tail } = filmFromPhone(FILM);
    const path = join(folder, VOTE);
    await writeFile(path, Buffer.concat([head, Buffer.alloc(FILM, '投票'), tail]));
    await choose(page, '选择视频', path);
    await settles(
      'a third of it has gone',
      () => shareOf(page),
      (share) => share > 0.33,
    );
    await line({ offline: true, uploadThroughput: 0 });
    await panel(page).getByText('网络中断，稍后自动继续').waitFor();
    await accessible(page, 'an upload without a line');
    const others = watch.take().filter((heard) => !/^failed: (PATCH|HEAD) .*\/evidence\//.test(heard));
    same('nothing but the line was broken', others, []);
  });

  await step('the page is loaded anew: it goes on from where it was, and is kept', async () => {
    const sent: number[] = [];
    page.on('request', (request) => {
      const offset = request.headers()['upload-offset'];
      if (request.method() === 'PATCH' && offset !== undefined) sent.push(Number(offset));
    });
    await line({ offline: false, uploadThroughput: -1 });
    await page.reload();
    await panel(page)
      .getByRole('button', { name: `打开 ${VOTE}` })
      .waitFor({ timeout: KEPT });
    await rm(folder, { recursive: true });
    holds(`goes on from the middle: ${sent.join(' ')}`, (sent[0] ?? 0) > FILM / 4);
  });

  await step('a signature is drawn and kept', async () => {
    await panel(page).getByRole('button', { name: '在屏幕上签名' }).click();
    const pad = page.getByRole('img', { name: '签名区：空白' });
    await pad.scrollIntoViewIfNeeded();
    const box = await pad.boundingBox();
    if (box === null) throw new Error('no pad');
    await page.mouse.move(box.x + 40, box.y + 60);
    await page.mouse.down();
    for (const [x, y] of [
      [90, 20],
      [120, 90],
      [200, 40],
      [260, 80],
    ] as const)
      await page.mouse.move(box.x + x, box.y + y);
    await page.mouse.up();
    await page.getByRole('img', { name: '签名区：已有签名' }).waitFor();
    await accessible(page, 'the pad');
    await page.getByRole('button', { name: '使用这个签名' }).click();
    await panel(page).getByRole('button', { name: '打开 签名.png' }).first().waitFor({ timeout: KEPT });
  });

  await step('opened: the journal knows, the place is gone, a film comes in parts', async () => {
    await panel(page)
      .getByRole('button', { name: `打开 ${PHOTO}` })
      .click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText(/本次打开已记入日志（第 \d+ 号）/).waitFor();
    await dialog.getByText('文件中的位置信息已去除').waitFor();
    const picture = dialog.getByRole('img', { name: `图片：${PHOTO}` });
    await settles(
      'it is drawn',
      () => page.evaluate<number>(`document.querySelector('.evidence-whole').naturalWidth`),
      (wide) => wide === 960,
    );
    const bytes = await bytesOf(page, (await picture.getAttribute('src')) ?? '');
    holds('no place in it', !bytes.includes(SECRET) && !bytes.includes('GPS'));
    await accessibleAtBothSizes(page, 'a photo, opened');
    await dialog.getByRole('button', { name: /^(关闭|Close)$/ }).click();

    const rows = await listed(page);
    const film = rows.find(({ name }) => name === VOTE);
    same('the film', [film?.bytes, film?.placeRemoved], [sizeOf(filmFromPhone(FILM)), true]);
    const opened = await page.request.post(`/api/evidence/${film?.id}/open`);
    const { content } = (await opened.json()) as { content: string };
    const part = await page.request.get(content, { headers: { range: 'bytes=1000-1999' } });
    same('a part of it', [part.status(), (await part.body()).length], [206, 1000]);
  });
}

function sizeOf({ head, tail }: ReturnType<typeof filmFromPhone>): number {
  return head.length + FILM + tail.length;
}

function panel(page: Page): Locator {
  return page.getByRole('region', { name: /^照片与材料/ });
}

async function choose(
  page: Page,
  label: string,
  file: string | { name: string; mimeType: string; buffer: Buffer },
): Promise<void> {
  const chosen = page.waitForEvent('filechooser');
  await panel(page).getByRole('button', { name: label }).click();
  await (await chosen).setFiles(file);
}

function shareOf(page: Page): Promise<number> {
  return panel(page)
    .getByRole('progressbar')
    .getAttribute('value')
    .then(Number)
    .catch(() => 0);
}

async function listed(page: Page): Promise<EvidenceRow[]> {
  const id = /households\/(\d+)/.exec(page.url())?.[1] ?? '';
  return (await (await page.request.get(`/api/evidence?subject=household:${id}`)).json()) as EvidenceRow[];
}

async function bytesOf(page: Page, address: string): Promise<Buffer> {
  return (await page.request.get(address)).body();
}

/** Drawn by the browser, with what a phone says of itself put in. */
async function photoFrom(page: Page): Promise<Buffer> {
  const base64 = await page.evaluate<string>(DRAWN);
  const jpeg = Buffer.from(base64, 'base64');
  const tiff = Buffer.from(tiffFrom({ ...TOLD, orientation: 1 }));
  const mark = Buffer.from('Exif\0\0', 'latin1');
  const length = 2 + mark.length + tiff.length;
  const segment = Buffer.concat([Buffer.from([0xff, 0xe1, length >> 8, length & 0xff]), mark, tiff]);
  return Buffer.concat([jpeg.subarray(0, 2), segment, jpeg.subarray(2)]);
}

/** A house before a hill, as a data address without its beginning. */
const DRAWN = `(() => {
  const sheet = document.createElement('canvas');
  sheet.width = 960;
  sheet.height = 720;
  const pen = sheet.getContext('2d');
  const fill = (colour, x, y, w, h) => { pen.fillStyle = colour; pen.fillRect(x, y, w, h); };
  fill('#9cc4e4', 0, 0, 960, 420);
  fill('#8a7a52', 0, 420, 960, 300);
  fill('#d9d2c3', 220, 240, 520, 320);
  fill('#7a2e22', 180, 180, 600, 80);
  fill('#4b3a2a', 430, 400, 110, 160);
  fill('#c7dbe8', 270, 320, 110, 100);
  fill('#c7dbe8', 590, 320, 110, 100);
  return sheet.toDataURL('image/jpeg', 0.8).split(',')[1];
})()`;
