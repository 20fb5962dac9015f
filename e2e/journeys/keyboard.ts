import type { Page } from 'playwright-core';
import { settled, settles } from '../harness/expect.ts';
import { DEMO_PASSWORD } from '../harness/people.ts';
import type { World } from '../harness/world.ts';

const FAR = 60;

/** Without a mouse: in, search, a household, out. */
export async function keyboard({ step, visit }: World): Promise<void> {
  const { page } = await visit();

  await step('signs in with the keys alone', async () => {
    await page.goto('/');
    await page.getByLabel('用户名').waitFor();
    await settles(
      'the name has the focus',
      () => focused(page),
      (name) => name.includes('username'),
    );
    await page.keyboard.type('leader');
    await page.keyboard.press('Tab');
    await page.keyboard.type(DEMO_PASSWORD);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: /一张图/ }).waitFor();
  });

  await step('the first Tab offers to skip to the page', async () => {
    await page.reload();
    await page.getByRole('heading', { level: 1, name: /一张图/ }).waitFor();
    await page.keyboard.press('Tab');
    await settles(
      'skip link',
      () => focused(page),
      (name) => name.includes('跳到正文'),
    );
    await page.keyboard.press('Enter');
    await settles(
      'the page has the focus',
      () => page.evaluate('document.activeElement.id'),
      (id) => id === 'main',
    );
  });

  await step('goes to the households, searches and opens one', async () => {
    await page.reload();
    await page.getByRole('heading', { level: 1, name: /一张图/ }).waitFor();
    await tabTo(page, '农户');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: '农户' }).waitFor();
    await settled(page);
    const number = await page.locator('tbody th').nth(2).innerText();
    await tabTo(page, '搜索');
    await page.keyboard.type(number);
    await settles(
      'rows',
      () => page.locator('tbody tr').count(),
      (rows) => rows === 1,
    );
    await tabTo(page, number);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: /^家庭成员/ }).waitFor();
  });

  await step('a member opens and closes, and the focus is where it was', async () => {
    const members = page.getByRole('table', { name: /^家庭成员/ });
    const name = await members.getByRole('rowheader').first().innerText();
    await settled(page);
    await page.locator('#main').focus();
    await tabTo(page, name);
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    await settles(
      'focus',
      () => focused(page),
      (seen) => seen === name,
    );
  });
}

/** What the element with the focus is called. */
function focused(page: Page): Promise<string> {
  return page.evaluate(
    `(() => { const e = document.activeElement; return e.getAttribute('aria-label') ?? e.getAttribute('name') ?? e.textContent.trim(); })()`,
  );
}

async function tabTo(page: Page, name: string): Promise<void> {
  for (let step = 0; step < FAR; step += 1) {
    await page.keyboard.press('Tab');
    if ((await focused(page)) === name) return;
  }
  throw new Error(`no Tab leads to “${name}”`);
}
