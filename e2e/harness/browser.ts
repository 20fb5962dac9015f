import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';

const DEBIAN = '/usr/bin/chromium';

/** A browser that speaks to nobody but the server under test. */
export async function openBrowser(): Promise<Browser> {
  const executablePath = process.env['MINGBAI_CHROMIUM'] ?? DEBIAN;
  if (!existsSync(executablePath))
    throw new Error(`no Chromium at ${executablePath}; name one with MINGBAI_CHROMIUM`);
  return chromium.launch({
    executablePath,
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}
