import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { DESKTOP, PHONE } from './world.ts';

/** What is in order is only counted: to describe it all took most of the time on a long page. */
const ASKED = JSON.stringify({
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'],
  resultTypes: ['violations'],
});

interface Violation {
  readonly id: string;
  readonly help: string;
  readonly nodes: readonly string[];
}

/** No rule of WCAG 2.2 AA that axe knows is broken by what is on the page now, at both sizes. */
export async function accessibleAtBothSizes(page: Page, where: string): Promise<void> {
  await page.setViewportSize(PHONE);
  await accessible(page, `${where} at 390×844`);
  await page.setViewportSize(DESKTOP);
  await accessible(page, `${where} at 1366×768`);
}

export async function accessible(page: Page, where: string): Promise<void> {
  await drawn(page);
  // Once for each document, however often it is looked at.
  if (!(await page.evaluate('"axe" in window'))) await page.evaluate(axe.source);
  const violations: readonly Violation[] = await page.evaluate(
    `axe.run(document, ${ASKED}).then(({ violations }) => violations.map(({ id, help, nodes }) => ({
      id, help, nodes: nodes.slice(0, 4).map(({ html }) => html.slice(0, 200)),
    })))`,
  );
  const said = violations.map(({ id, help, nodes }) => `${id} (${help}): ${nodes.join(' | ')}`);
  if (said.length > 0) throw new Error(`${where}:\n${said.join('\n')}`);
}

/** A chart is drawn over a moment, a dialog comes in over one; colours in between are nobody's. */
async function drawn(page: Page): Promise<void> {
  await page.evaluate(
    'Promise.all(document.getAnimations().map((each) => each.finished.catch(() => undefined))).then(() => undefined)',
  );
}
