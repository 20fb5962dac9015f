import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { DESKTOP, PHONE } from './world.ts';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'];

/** No rule of WCAG 2.2 AA that axe knows is broken by what is on the page now, at both sizes. */
export async function accessibleAtBothSizes(page: Page, where: string): Promise<void> {
  await page.setViewportSize(PHONE);
  await accessible(page, `${where} at 390×844`);
  await page.setViewportSize(DESKTOP);
  await accessible(page, `${where} at 1366×768`);
}

export async function accessible(page: Page, where: string): Promise<void> {
  await drawn(page);
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).withTags(RULES).analyze();
  const said = violations.map(
    ({ id, help, nodes }) =>
      `${id} (${help}): ${nodes
        .slice(0, 4)
        .map(({ html }) => html.slice(0, 200))
        .join(' | ')}`,
  );
  if (said.length > 0) throw new Error(`${where}:\n${said.join('\n')}`);
}

/** A chart is drawn over a moment, a dialog comes in over one; colours in between are nobody's. */
async function drawn(page: Page): Promise<void> {
  await page.evaluate(
    'Promise.all(document.getAnimations().map((each) => each.finished.catch(() => undefined))).then(() => undefined)',
  );
}
