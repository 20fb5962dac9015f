import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Browser } from 'playwright-core';
import { freshFolder } from '../folder.ts';
import { say } from '../log.ts';
import { startProduct } from '../start/started.ts';
import { atMost, figure, machine, type Report } from '../report.ts';

/** A telephone line of a township office: 1.6 Mbit/s, 300 ms there and back, a processor of a quarter. */
const LINE = {
  offline: false,
  latency: 300,
  downloadThroughput: 1_600_000 / 8,
  uploadThroughput: 750_000 / 8,
};
const SLOWDOWN = 4;
const BAR = 5;
const TIMES = 3;
/** What the sign-in page is complete with. */
const READY = 'input[type=password]';

interface Visit {
  readonly seconds: number;
  readonly kilobytes: number;
  readonly requests: number;
}

/** The console's first page in a fresh browser over a thin line, against the same without the line. */
export async function benchWeb(): Promise<Report> {
  const before = machine();
  const folder = freshFolder('web');
  const product = await startProduct(join(folder, 'home'), ['--scale', '0.005']);
  const browser = await open();
  try {
    say('over the thin line');
    const thin = await median(browser, product.address, true);
    const open = await median(browser, product.address, false);
    const parts = { kB: thin.kilobytes, requests: thin.requests };
    return {
      bench: 'web',
      at: new Date().toISOString(),
      machine: before,
      figures: [
        figure(
          { what: 'first page, thin line', rows: 1, seconds: thin.seconds, parts },
          { what: 'the line alone for as many bytes', rows: 1, seconds: lineAlone(thin) },
        ),
        figure({ what: 'first page, no line between', rows: 1, seconds: open.seconds }),
      ],
      bars: [atMost('console, first page', thin.seconds, BAR, 's')],
      notes: [
        `Chromium with an empty cache, 1.6 Mbit/s, 300 ms, processor slowed ${SLOWDOWN} times; until the sign-in form can be seen; median of ${TIMES}.`,
        'The line alone: one round trip to connect, one for the page, one for what it names, and the bytes at the full rate.',
      ],
    };
  } finally {
    await browser.close();
    await product.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

function lineAlone({ kilobytes }: Visit): number {
  return (3 * LINE.latency) / 1000 + (kilobytes * 1000) / LINE.downloadThroughput;
}

async function median(browser: Browser, address: string, thin: boolean): Promise<Visit> {
  const visits: Visit[] = [];
  for (let time = 0; time < TIMES; time += 1) visits.push(await visit(browser, address, thin));
  const middle = visits.sort((a, b) => a.seconds - b.seconds)[Math.floor(TIMES / 2)];
  if (middle === undefined) throw new Error('no visit');
  return middle;
}

async function visit(browser: Browser, address: string, thin: boolean): Promise<Visit> {
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    const protocol = await context.newCDPSession(page);
    await protocol.send('Network.enable');
    if (thin) {
      await protocol.send('Network.emulateNetworkConditions', LINE);
      await protocol.send('Emulation.setCPUThrottlingRate', { rate: SLOWDOWN });
    }
    let bytes = 0;
    let requests = 0;
    protocol.on('Network.loadingFinished', ({ encodedDataLength }) => {
      bytes += encodedDataLength;
      requests += 1;
    });
    const begun = performance.now();
    await page.goto(address, { waitUntil: 'commit' });
    await page.locator(READY).waitFor({ state: 'visible', timeout: 60_000 });
    return { seconds: (performance.now() - begun) / 1000, kilobytes: bytes / 1000, requests };
  } finally {
    await context.close();
  }
}

function open(): Promise<Browser> {
  const executablePath = process.env['MINGBAI_CHROMIUM'] ?? '/usr/bin/chromium';
  if (!existsSync(executablePath))
    throw new Error(`no Chromium at ${executablePath}; name one with MINGBAI_CHROMIUM`);
  return chromium.launch({ executablePath, args: ['--headless', '--no-sandbox', '--disable-gpu'] });
}
