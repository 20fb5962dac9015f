import { accessible } from '../harness/access.ts';
import { settled } from '../harness/expect.ts';
import { choose, DEMO_PASSWORD } from '../harness/people.ts';
import { PHONE, type World } from '../harness/world.ts';

const WHY = '入户核对，厕所还没有建好';

/** On a phone at somebody's door: one field that is wrong is put right, and what it was stays. */
export async function correct({ step, as }: World): Promise<void> {
  const { page } = await as('village', DEMO_PASSWORD, { size: PHONE });
  const box = page.getByRole('dialog');

  await step('a household is found by its name and opened', async () => {
    await page.goto('/households');
    await settled(page);
    await page.locator('td.lead a').first().click();
    await page.getByRole('heading', { name: /^家庭成员/ }).waitFor();
  });

  await step('the item, its new value beside the old, and why', async () => {
    await page.getByRole('button', { name: '更正：生产生活条件' }).click();
    await choose(page, box.getByRole('combobox', { name: '更正哪几项' }), '与村主干路距离');
    await page.keyboard.press('Escape');
    await box.getByText(/^现登记：/).waitFor();
    await accessible(page, 'correcting');
    await box.getByLabel(/与村主干路距离/).fill('１.7');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: '继续填写' }).click();
    await box.getByLabel('理由').fill(WHY);
    await box.getByRole('button', { name: /^更正 1 项/ }).click();
    await box.first().waitFor({ state: 'hidden' });
  });

  await step('it stands in the register, and in its history who said it', async () => {
    await settled(page);
    await page
      .getByRole('region', { name: /^生产生活条件/ })
      .getByText('1.7 公里')
      .waitFor();
    await page
      .getByRole('listitem')
      .filter({ hasText: '更正登记内容' })
      .filter({ hasText: '1.7 公里' })
      .first()
      .waitFor();
  });
}
