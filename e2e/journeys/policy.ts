import type { Page } from 'playwright-core';
import { accessible, accessibleAtBothSizes } from '../harness/access.ts';
import { holds, same, settled, settles } from '../harness/expect.ts';
import { DEMO_PASSWORD } from '../harness/people.ts';
import { DESKTOP, type World } from '../harness/world.ts';

const POLICY = '低于监测线';
/** As the page of a household asks it. */
const QUESTION = '人均纯收入在哪条线以下？';
const CELL = '< 监测线';
const RAISED = '< 监测线 + 3000';

/** A threshold from the cell in which it is written to the page of a household, through the hands of two people. */
export async function policy({ step, as, visit }: World): Promise<void> {
  const { page: clerk } = await as('clerk', DEMO_PASSWORD);
  const { page: leader } = await as('leader', DEMO_PASSWORD);
  let draft = '';
  let household = '';

  await step(
    'the clerk begins a draft of what is in force, and changes a threshold in its table',
    async () => {
      await clerk.goto('/policy?model=decisions%2Fbelow-line.dmn');
      await settled(clerk);
      await clerk.getByRole('button', { name: '涉及哪些人' }).click();
      await clerk.getByRole('table', { name: '涉及哪些人' }).waitFor();
      await clerk.getByRole('button', { name: /^起\s*草$/ }).click();
      await clerk.waitForURL(/\/policy\/drafts\/\d+/);
      draft = new URL(clerk.url()).pathname;
      await clerk.getByText(/个全部相符/).waitFor();
      await clerk.locator('.bjs-powered-by').waitFor();
      await accessibleAtBothSizes(clerk, 'a draft');
      await type(clerk, CELL, '< 监册线');
      await clerk.getByText('写法有误').first().waitFor();
      await type(clerk, '< 监册线', RAISED);
      await clerk.getByText(/个中有 1 个不符/).waitFor();
    },
  );

  await step('its case is mended, its source said; it is saved and tried on the register', async () => {
    await clerk.getByRole('button', { name: '修改: 恰在线上的算高于' }).click();
    const dialog = clerk.getByRole('dialog');
    await dialog.getByLabel('应得结果').fill(POLICY);
    await accessible(clerk, 'a case');
    await dialog.getByRole('button', { name: /^确\s*定$/ }).click();
    await clerk.getByText(/个全部相符/).waitFor();
    await clerk.getByLabel('依据', { exact: true }).fill('固县发〔2026〕3 号');
    await clerk.getByRole('button', { name: '保存草稿' }).click();
    await clerk.getByText('第 2 次保存').waitFor();
    await clerk.getByRole('button', { name: '对全部登记数据试算' }).click();
    await clerk.getByText('已算完').waitFor();
  });

  await step(
    'the trial says who, why, by cause and class, down to the household, and comes as a workbook',
    async () => {
      await clerk.getByRole('region', { name: '试算记录' }).getByRole('link').first().click();
      await clerk.getByRole('heading', { name: '会变的户（人）' }).waitFor();
      await clerk
        .getByRole('button', { name: /^为什么/ })
        .first()
        .click();
      await clerk.getByRole('heading', { name: '改后' }).last().waitFor();
      const first = clerk
        .getByRole('region', { name: '会变的户（人）' })
        .getByRole('rowheader')
        .getByRole('link')
        .first();
      household = (await first.getAttribute('href')) ?? '';
      await accessibleAtBothSizes(clerk, 'a trial');
      const [file] = await Promise.all([
        clerk.waitForEvent('download'),
        clerk.getByRole('button', { name: '导出 XLSX' }).click(),
      ]);
      holds('a workbook', file.suggestedFilename().endsWith('.xlsx'));
    },
  );

  await step('before it counts, the decision of today is recorded on a household', async () => {
    await judge(clerk, household);
    same('the line today', await answer(clerk), '高于监测线');
    await clerk.getByRole('button', { name: '记录这次判定' }).first().click();
    await clerk.getByText('已记录').first().waitFor();
    await clerk.getByRole('heading', { name: '作出过的判定' }).waitFor();
  });

  await step('the clerk proposes it and cannot approve it; the leader does', async () => {
    await clerk.goto(draft);
    await settled(clerk);
    await clerk.getByLabel('理由').fill('按省里要求提高监测线');
    await clerk.getByRole('button', { name: '提请发布' }).click();
    await clerk.getByText('等待另一人批准。').waitFor();
    same('buttons of approval', await clerk.getByRole('button', { name: '批准发布' }).count(), 0);
    await leader.setViewportSize(DESKTOP);
    await leader.goto('/policy?view=drafts');
    await settled(leader);
    await accessibleAtBothSizes(leader, 'drafts');
    await leader.getByRole('region', { name: '草稿' }).getByRole('link').first().click();
    // Whoever approves reads the change: the cell and the case, old beside new.
    const changed = leader.getByRole('table', { name: '与现行规定相比' });
    await changed.getByRole('row').filter({ hasText: RAISED }).waitFor();
    same('what changes', await changed.locator('tbody tr').count(), 2);
    await accessibleAtBothSizes(leader, 'a proposal');
    await leader.getByLabel('理由').fill('经县领导小组会议同意');
    await leader.getByRole('button', { name: '批准发布' }).click();
    await leader.getByText('已发布').waitFor();
  });

  await step('anybody reads on the public page that an edition of the county holds', async () => {
    const { page } = await visit();
    await page.goto('/open/policies');
    await page.getByRole('link', { name: POLICY }).click();
    await page.getByText('第 1 版').waitFor();
    holds('its new threshold', (await page.content()).includes('监测线 + 3000'));
  });

  await step('a higher standard of the allowance shows its cost, through whom and where', async () => {
    await clerk.setViewportSize(DESKTOP);
    await clerk.goto('/policy?model=decisions%2Fhousehold-benefits.dmn&tab=trial');
    await settled(clerk);
    await clerk.getByLabel(/^新值：农村低保标准/).fill('9000');
    await clerk.getByRole('button', { name: '开始试算' }).click();
    await clerk.getByRole('heading', { name: '年金额合计' }).waitFor();
    const through = clerk.getByRole('table', { name: '钱变在哪里' });
    holds('more for somebody', /\+[\d,]+/.test(await through.innerText()));
    await accessibleAtBothSizes(clerk, 'a trial with its cost');
  });

  await step('the household has the new answer; what was decided stays as it was, beside it', async () => {
    await judge(clerk, household);
    same('the line now', await answer(clerk), POLICY);
    await clerk.getByRole('table', { name: '作出过的判定' }).getByRole('link').first().click();
    await clerk.getByText('按当日规定和事实重算，结果一致').waitFor();
    await clerk.getByText('今天会得出不同结果').waitFor();
    await clerk.getByText('规定已经改变').waitFor();
    await accessibleAtBothSizes(clerk, 'a replay');
  });
}

/** Writes another text into the cell that has this one. */
async function type(page: Page, from: string, to: string): Promise<void> {
  const cell = page.locator('.policy-editor td.input-cell').filter({ hasText: from }).first();
  await cell.click();
  const editor = page.locator('.policy-editor .cm-content');
  await editor.waitFor();
  await page.keyboard.press('Control+A');
  await page.keyboard.insertText(to);
  await page.keyboard.press('Escape');
  await page.getByRole('heading', { level: 1 }).click();
}

async function judge(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await settled(page);
  await page.getByRole('button', { name: '看政策判断' }).click();
  await settles(
    'a judgement',
    () => page.locator('summary', { hasText: QUESTION }).count(),
    (count) => count > 0,
  );
  await page.locator('summary', { hasText: QUESTION }).first().click();
}

function answer(page: Page): Promise<string> {
  return page.locator('summary', { hasText: QUESTION }).first().locator('strong').innerText();
}
