import { deepStrictEqual } from 'node:assert';
import type { Locator, Page } from 'playwright-core';

const PATIENCE = 15_000;
const PAUSE = 50;

/** Asks again until what is seen is what should be; else says both. */
export async function settles<T>(what: string, see: () => Promise<T> | T, should: (seen: T) => boolean) {
  const until = Date.now() + PATIENCE;
  let seen = await see();
  while (!should(seen)) {
    if (Date.now() > until) throw new Error(`${what}: saw ${JSON.stringify(seen)}`);
    await new Promise((done) => setTimeout(done, PAUSE));
    seen = await see();
  }
  return seen;
}

export function same<T>(what: string, seen: T, wanted: T): void {
  try {
    deepStrictEqual(seen, wanted);
  } catch {
    throw new Error(`${what}: saw ${JSON.stringify(seen)}, should be ${JSON.stringify(wanted)}`);
  }
}

export function holds(what: string, is: boolean): void {
  if (!is) throw new Error(`should hold: ${what}`);
}

/** The number a locator shows, thousands marks taken out: `1,234` is 1234. */
export async function numberOf(locator: Locator): Promise<number> {
  const text = await locator.innerText();
  const found = /[\d,]+/.exec(text)?.[0];
  if (found === undefined) throw new Error(`no number in ${JSON.stringify(text)}`);
  return Number(found.replaceAll(',', ''));
}

/** How many rows the list on the page says there are, once it has stopped loading. */
export async function totalOf(page: Page): Promise<number> {
  const status = page.locator('h1 ~ [role=status]').filter({ hasText: /\d/ }).first();
  await status.waitFor();
  await settled(page);
  return numberOf(status);
}

/** Nothing of the page is on its way. */
export async function settled(page: Page): Promise<void> {
  await page.locator('h1').first().waitFor();
  await settles(
    'the page is no longer busy',
    () => page.locator('[aria-busy=true], .loading').count(),
    (count) => count === 0,
  );
}
