import { holds, same, settled, settles, totalOf } from '../harness/expect.ts';
import { DEMO_PASSWORD, menu } from '../harness/people.ts';
import type { World } from '../harness/world.ts';

const MINE = '孙滩村民委员会';

/** A village worker sees the village and nothing else, whichever way one asks; a township sees no county import. */
export async function scope({ step, as }: World): Promise<void> {
  const clerk = await as('clerk', DEMO_PASSWORD);
  const { page, watch } = await as('village', DEMO_PASSWORD);
  let stranger = { path: '', name: '', village: '' };

  await step('somewhere else there is a household', async () => {
    await clerk.page.goto('/households?sort=household_no');
    await settled(clerk.page);
    const row = clerk.page.locator('tbody tr').filter({ hasNotText: MINE }).first();
    const [, name = '', , , , village = ''] = await row.locator('th, td').allInnerTexts();
    const path = (await row.getByRole('rowheader').getByRole('link').getAttribute('href')) ?? '';
    stranger = { path, name, village };
    holds('of another village', village !== '' && village !== MINE);
  });

  let mine = 0;
  await step('menu and picture are those of the village', async () => {
    await page.goto('/');
    await page.getByRole('heading', { level: 1, name: '工作台' }).waitFor();
    await settled(page);
    same('menu', await menu(page).getByRole('link').allInnerTexts(), [
      '工作台',
      '一张图',
      '疑点',
      '程序办理',
      '公示与异议',
      '农户',
      '人员',
      '政策',
    ]);
    await menu(page).getByRole('link', { name: '一张图' }).click();
    await page.getByRole('heading', { name: `${MINE}一张图` }).waitFor();
    await settled(page);
    same(
      'links upwards',
      await page.getByRole('navigation', { name: '所在区域' }).getByRole('link').count(),
      0,
    );
  });

  await step('lists hold its rows alone', async () => {
    await menu(page).getByRole('link', { name: '农户' }).click();
    mine = await totalOf(page);
    holds('the village has households', mine > 0);
    const villages = await page.locator('tbody tr td:nth-child(6)').allInnerTexts();
    same('villages', [...new Set(villages)], [MINE]);
  });

  await step('drop-downs offer the village alone', async () => {
    await page.locator('#region-picker').click();
    await page.locator('.ant-select-tree-title').first().waitFor();
    same('regions', await page.locator('.ant-select-tree-title').allInnerTexts(), [MINE]);
    await page.locator('#region-picker').fill(stranger.village);
    await page.getByText('没有找到这个地方').waitFor();
    await page.keyboard.press('Escape');
  });

  await step('a search finds nobody of elsewhere', async () => {
    const number = await clerk.page.locator(`a[href="${stranger.path}"]`).first().innerText();
    await page.getByRole('searchbox', { name: '搜索' }).fill(number);
    await page.getByText('没有符合条件的记录').waitFor();
  });

  await step('typed addresses of elsewhere are not found, or not mine', async () => {
    watch.allow(404, /^\/api\/(households|villages|picture)/);
    watch.allow(403, /^\/api\/(imports|users|journal|picture|households)/);
    for (const path of [stranger.path, '/villages/411525102201', '/picture?region=411525000000']) {
      await page.goto(path);
      await page.getByRole('alert').getByText('没有找到，或不在您的管辖范围内').waitFor();
      same(`names on ${path}`, await page.getByText(stranger.name).count(), 0);
    }
    for (const path of ['/imports', '/users', '/journal']) {
      await page.goto(path);
      await page.getByRole('alert').first().waitFor();
      same(`rows on ${path}`, await page.locator('tbody tr').count(), 0);
    }
  });

  await step('a list asked for the whole county is not widened', async () => {
    await page.goto('/households?region=411525000000');
    await settles(
      'rows of the village or a refusal',
      () => page.locator('tbody tr, [role=alert], .state').count(),
      (count) => count > 0,
    );
    const villages = await page.locator('tbody tr td:nth-child(6)').allInnerTexts();
    holds(
      `no other village: ${villages.join()}`,
      villages.every((name) => name === MINE),
    );
  });

  await step('a township sees no import of the county', async () => {
    const { page: township, watch: heard } = await as('town1', DEMO_PASSWORD);
    await clerk.page.goto('/imports');
    const job = (await clerk.page.locator('tbody th a').first().getAttribute('href')) ?? '';
    await township.goto('/imports');
    await township.getByText('还没有导入过文件').waitFor();
    heard.allow(404, /^\/api\/imports\//);
    await township.goto(job);
    await township.getByRole('alert').getByText('没有找到，或不在您的管辖范围内').waitFor();
  });
}
