import { holds, numberOf, same, settled, settles, totalOf } from '../harness/expect.ts';
import { DEMO_PASSWORD, menu } from '../harness/people.ts';
import type { World } from '../harness/world.ts';

const YESTERDAY = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);

/** From the county's numbers down to one household, and what it was on another day. */
export async function picture({ step, as }: World): Promise<void> {
  const { page, watch } = await as('leader', DEMO_PASSWORD);
  const children = page.locator('.picture-children');
  let village = '';

  await step('the county opens on its picture, and its parts sum up to it', async () => {
    await page.goto('/');
    await page.getByRole('heading', { name: '固始县一张图' }).waitFor();
    await settled(page);
    const whole = await numberOf(page.locator('.tile').filter({ hasText: '农户' }).locator('.tile-number'));
    const parts = await children.locator('tbody tr td:nth-child(2)').allInnerTexts();
    same(
      'households of the townships',
      parts.reduce((sum, text) => sum + Number(text.replaceAll(',', '')), 0),
      whole,
    );
  });

  await step('each number of the first line opens a list that counts the same', async () => {
    const tiles = page.locator('.tile:has(a):not(:has(a[href^="/regions"]))');
    const labels = await tiles.locator('.tile-label').allInnerTexts();
    holds('several numbers', labels.length >= 4);
    for (const [index, label] of labels.entries()) {
      const number = await numberOf(tiles.nth(index).locator('.tile-number'));
      await tiles.nth(index).getByRole('link').click();
      await page.waitForURL(/\/(households|persons)\?/);
      await settles(
        `total behind “${label}”`,
        () => totalOf(page),
        (total) => total === number,
      );
      await page.goBack();
      await page.getByRole('heading', { name: '固始县一张图' }).waitFor();
      await settled(page);
    }
  });

  await step('the number of villages opens their tree', async () => {
    await page.locator('.tile a[href^="/regions"]').click();
    await page.getByRole('heading', { name: '固始县', level: 2 }).waitFor();
    await page.goBack();
    await page.getByRole('heading', { name: '固始县一张图' }).waitFor();
    await settled(page);
  });

  await step('county → township → village by clicks', async () => {
    const township = children.locator('tbody tr').first().getByRole('rowheader');
    const name = await township.getByRole('link').innerText();
    await township.getByRole('link').click();
    await page.getByRole('heading', { name: `${name}一张图` }).waitFor();
    await settled(page);
    const first = children.locator('tbody tr').first();
    village = await first.getByRole('rowheader').getByRole('link').innerText();
    const count = await numberOf(first.locator('td').first());
    await first.getByRole('rowheader').getByRole('link').click();
    await page.getByRole('heading', { name: village, exact: true }).waitFor();
    await page.getByRole('heading', { name: `农户 ${count} 户` }).waitFor();
    same('tiles of households', await page.locator('.home-tile').count(), count);
    await page.getByRole('link', { name: '看列表' }).click();
    await page.getByRole('heading', { name: '农户' }).waitFor();
    await settles(
      'the list of the village',
      () => totalOf(page),
      (total) => total === count,
    );
  });

  await step('the path above leads back up', async () => {
    await page.goBack();
    await page.getByRole('navigation', { name: '所在区域' }).getByRole('link', { name: '固始县' }).click();
    await page.getByRole('heading', { name: '固始县一张图' }).waitFor();
  });

  await step('charts have their table', async () => {
    await settled(page);
    const causes = page
      .locator('section')
      .filter({ has: page.getByRole('heading', { name: /^主要致贫原因/ }) });
    await causes.getByText('看表格').click();
    const first = causes.getByRole('row').nth(1);
    const number = await numberOf(first.getByRole('link'));
    await first.getByRole('link').click();
    await settles(
      'households of the first cause',
      () => totalOf(page),
      (total) => total === number,
    );
  });

  await step('a household of the list opens on its page', async () => {
    await menu(page).getByRole('link', { name: '农户' }).click();
    await settled(page);
    const row = page.locator('tbody tr').first();
    const number = await row.getByRole('rowheader').innerText();
    await row.getByRole('rowheader').getByRole('link').click();
    await page.getByRole('heading', { level: 1, name: /户$/ }).waitFor();
    await page.locator('.headline').getByText(number, { exact: true }).waitFor();
    await page.getByRole('heading', { name: /^家庭成员/ }).waitFor();
    await page.getByRole('heading', { name: '变更记录' }).waitFor();
  });

  await step('what the register knew yesterday: nothing of it', async () => {
    watch.allow(404, /^\/api\/households\//);
    await page.getByLabel('当时的记录：', { exact: true }).fill(YESTERDAY);
    await page.getByLabel('当时的记录：', { exact: true }).press('Enter');
    await page.waitForURL(/knownAt=/);
    await page.getByRole('heading', { name: `${YESTERDAY}：登记簿没有这户当时的记载` }).waitFor();
    await page.getByText(/^登记簿对这户的记载从 2021-12-31 起，\d{4}-/).waitFor();
    await page.getByText(/^这户登记的首次识别时间是 \d{4}/).waitFor();
    await page.getByText('回到现在').click();
    await page.getByRole('heading', { name: /^家庭成员/ }).waitFor();
  });

  await step('how it was on the day of the file, in the address, and back to now', async () => {
    await page.getByLabel('当时的情况：', { exact: true }).fill('2021-12-31');
    await page.getByLabel('当时的情况：', { exact: true }).press('Enter');
    await page.waitForURL(/asOf=2021-12-31/);
    await page.getByText('您看到的是 2021-12-31 的情况').waitFor();
    await page.getByRole('heading', { name: /^家庭成员/ }).waitFor();
    await page.getByRole('button', { name: '回到现在' }).click();
    await settles(
      'the address',
      () => page.url(),
      (url) => !url.includes('asOf'),
    );
  });
}
