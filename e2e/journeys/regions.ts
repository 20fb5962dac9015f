import type { Page } from 'playwright-core';
import { holds, same, settled, totalOf } from '../harness/expect.ts';
import { DEMO_PASSWORD, menu } from '../harness/people.ts';
import type { World } from '../harness/world.ts';

const TOWNSHIP = '观堂乡';
const NEW_NAME = '更名示范村民委员会';
const DAY = 24 * 60 * 60 * 1000;
const before = (days: number): string => new Date(Date.now() - days * DAY).toISOString().slice(0, 10);

/** A village gets another name, another is merged into it; last year's names still lead to both. */
export async function regions({ step, as }: World): Promise<void> {
  const { page, watch } = await as('clerk', DEMO_PASSWORD);
  let [renamed, ended] = ['', ''];
  let households = 0;

  await step('the tree opens a township', async () => {
    await page.goto('/');
    await menu(page).getByRole('link', { name: '行政区划' }).click();
    await page.getByRole('button', { name: `${TOWNSHIP}的下级` }).click();
    const villages = tree(page).locator('ul ul ul button.linklike');
    await villages.nth(1).waitFor();
    [renamed = '', ended = ''] = await villages.allInnerTexts();
    holds('two villages', renamed !== '' && ended !== '' && renamed !== ended);
  });

  await step('renamed from a day on; the history says by whom and why', async () => {
    await tree(page).getByRole('button', { name: renamed, exact: true }).click();
    await page.getByRole('button', { name: /^更\s*名$/ }).click();
    const form = page.getByRole('dialog');
    await form.getByLabel('新名称').fill(NEW_NAME);
    await form.getByLabel('生效日期', { exact: true }).fill(before(30));
    await form.getByLabel('依据').fill('县政府批复');
    await form.getByRole('button', { name: /^更\s*名$/ }).click();
    await page.getByRole('heading', { name: NEW_NAME, level: 2 }).waitFor();
    await history(page, `由“${renamed}”更名为“${NEW_NAME}”`);
    await history(page, '县政府批复');
  });

  await step('merged into it: its households lie there now', async () => {
    await tree(page).getByRole('button', { name: ended, exact: true }).click();
    await page.getByRole('heading', { name: ended, level: 2 }).waitFor();
    await page.getByRole('link', { name: '农户', exact: true }).last().click();
    households = await totalOf(page);
    await page.goBack();
    await page.getByRole('heading', { name: ended, level: 2 }).waitFor();
    await page.getByRole('button', { name: /^合\s*并$/ }).click();
    const form = page.getByRole('dialog');
    await form.getByLabel('区域').click();
    await form.getByLabel('区域').fill(NEW_NAME);
    await page.locator('.ant-select-tree-title').filter({ hasText: NEW_NAME }).click();
    await form.getByLabel('生效日期', { exact: true }).fill(before(10));
    await form.getByLabel('依据').fill('合村并组');
    await form.getByRole('button', { name: /^合\s*并$/ }).click();
    await page.getByText(`已合并，${households} 户随之转入`).waitFor();
    await page.getByText(`已于 ${before(10)} 撤销，并入`).waitFor();
    same('still in the tree', await tree(page).getByText(ended, { exact: true }).count(), 0);
  });

  await step("last year's names are still found, and lead to the village of today", async () => {
    for (const name of [renamed, ended]) {
      await page.getByRole('searchbox', { name: '搜索' }).fill(name);
      await tree(page).getByText(`原名 ${name}`).first().waitFor();
    }
    await tree(page).getByRole('button', { name: NEW_NAME, exact: true }).first().click();
    await page.getByRole('heading', { name: NEW_NAME, level: 2 }).waitFor();
    await history(page, '并入了');
    await page.getByRole('link', { name: '村情与农户' }).click();
    await page.getByText(`原名 ${ended}`).waitFor();
    await page.goBack();
  });

  await step("last year's tree has both as they were", async () => {
    await page.goto(`/regions?on=${before(365)}`);
    await settled(page);
    await page.getByRole('button', { name: `${TOWNSHIP}的下级` }).click();
    for (const name of [renamed, ended])
      await tree(page).getByRole('button', { name, exact: true }).waitFor();
    await tree(page).getByRole('button', { name: ended, exact: true }).click();
    await page.getByText(`已于 ${before(10)} 撤销，并入`).waitFor();
  });

  await step('a day before the last change is refused with the day', async () => {
    watch.allow(409, /^\/api\/regions\//);
    const answer = page.waitForResponse((one) => one.url().endsWith('/change'));
    await page.goto('/regions');
    await page.getByRole('searchbox', { name: '搜索' }).fill(NEW_NAME);
    await tree(page).getByRole('button', { name: NEW_NAME, exact: true }).first().click();
    await page.getByRole('button', { name: /^更\s*名$/ }).click();
    const form = page.getByRole('dialog');
    await form.getByLabel('新名称').fill(renamed);
    await form.getByLabel('生效日期', { exact: true }).fill(before(60));
    await form.getByLabel('依据').fill('更正名称');
    await form.getByRole('button', { name: /^更\s*名$/ }).click();
    same('status', (await answer).status(), 409);
    await form
      .getByRole('alert')
      .getByText(`这个区划在 ${before(30)} 已有变更`)
      .waitFor();
  });

  await step('who may not change regions sees them without the buttons', async () => {
    const security = await as('security', DEMO_PASSWORD);
    await security.page.goto('/');
    await menu(security.page).getByRole('link', { name: '行政区划' }).click();
    await security.page.getByRole('heading', { name: '固始县', level: 2 }).waitFor();
    same('buttons', await security.page.getByRole('button', { name: /^更\s*名$/ }).count(), 0);
  });
}

function tree(page: Page) {
  return page.getByRole('navigation', { name: '区划列表' });
}

async function history(page: Page, text: string): Promise<void> {
  await page.locator('.timeline').getByText(text).first().waitFor();
}
