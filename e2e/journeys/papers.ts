import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { accessibleAtBothSizes } from '../harness/access.ts';
import { same, settled } from '../harness/expect.ts';
import { DEMO_PASSWORD } from '../harness/people.ts';
import { chineseOn } from '../harness/vocabulary.ts';
import type { World } from '../harness/world.ts';

const VILLAGE = '411525101219';
/** A village of the demo is printed in less; other work may be before it. */
const PRINTING = 120_000;

/** From the register to the sheet of paper: one household's, and all of a village's. */
export async function papers({ step, as }: World): Promise<void> {
  const { page } = await as('village', DEMO_PASSWORD);

  await step('a household is looked at as it will be printed, and printed', async () => {
    await page.goto(`/villages/${VILLAGE}`);
    await settled(page);
    await page.goto((await page.locator('a[href^="/households/"]').first().getAttribute('href')) ?? '');
    await settled(page);
    await page.getByRole('button', { name: /^打\s*印$/ }).click();
    const drawer = page.getByRole('dialog');
    await drawer.getByRole('heading', { name: '家庭基本情况' }).waitFor();
    await drawer.getByRole('radio', { name: '明白卡' }).check();
    await drawer.getByRole('heading', { name: '我家的明白账' }).waitFor();
    await accessibleAtBothSizes(page, 'a paper before it is printed');
    const bytes = await saved(page, () => drawer.getByRole('button', { name: '打印 PDF' }).click());
    same('a PDF', bytes.subarray(0, 5).toString('latin1'), '%PDF-');
  });

  await step('numbers in full ask for a reason', async () => {
    const drawer = page.getByRole('dialog');
    await drawer.getByRole('radio', { name: /申请书/ }).check();
    await drawer.getByRole('checkbox', { name: /^号码不遮掩/ }).check();
    await drawer.getByRole('button', { name: '打印 PDF' }).click();
    await drawer.getByText('请写明原因，至少 4 个字').waitFor();
    await drawer.getByLabel('原因').fill('农户签字申请');
    const bytes = await saved(page, () => drawer.getByRole('button', { name: '导出 Word' }).click());
    same('a document', bytes.subarray(0, 2).toString('latin1'), 'PK');
    await page.keyboard.press('Escape');
  });

  await step('the handbooks of the village are printed while one looks on', async () => {
    await page.goto(`/villages/${VILLAGE}`);
    await settled(page);
    const panel = page.getByRole('region', { name: '打印本村文书' });
    await panel.getByRole('button', { name: '开始打印' }).click();
    const fetch = panel.getByRole('button', { name: /^下\s*载$/ }).first();
    await fetch.waitFor({ timeout: PRINTING });
    await accessibleAtBothSizes(page, 'printing for a village');
    const bytes = await saved(page, () => fetch.click());
    same('a PDF of the village', bytes.subarray(0, 5).toString('latin1'), '%PDF-');
    await page.getByRole('button', { name: 'English' }).dispatchEvent('click');
    await page.locator('html[lang=en]').waitFor();
    same('Chinese words in English', await chineseOn(page), []);
    await page.getByRole('button', { name: '中文' }).dispatchEvent('click');
  });
}

async function saved(page: Page, act: () => Promise<void>): Promise<Buffer> {
  const [download] = await Promise.all([page.waitForEvent('download'), act()]);
  return readFile(await download.path());
}
