import { initialsOf } from '@mingbai/core/initials';
import { holds, same, settled, settles } from '../harness/expect.ts';
import { DEMO_PASSWORD } from '../harness/people.ts';
import type { World } from '../harness/world.ts';

const REASON = '入户核实身份证件';

/** One household found by all that people know of it; an ID number seen in full leaves its trace. */
export async function search({ step, as }: World): Promise<void> {
  const { page } = await as('clerk', DEMO_PASSWORD);
  const box = page.getByRole('searchbox', { name: '搜索' });
  const rows = page.locator('tbody tr');
  let number = '';
  let head = '';
  let lastFour = '';

  const finds = (what: string, asked: string) =>
    step(`found by ${what}`, async () => {
      await box.fill(asked);
      await settles(
        'the address',
        () => new URL(page.url()).searchParams.get('q'),
        // Numbers of people stand in no address; those of households are as long.
        (q) => q === (/\d{11}/.test(asked.replace('-', '')) ? null : asked),
      );
      await settled(page);
      await settles(
        `rows for ${what}`,
        () => rows.getByRole('rowheader').allInnerTexts(),
        (seen) => seen.includes(number),
      );
    });

  await step('a household of the list, its number masked', async () => {
    await page.goto('/households');
    await settled(page);
    const cells = await rows.nth(4).locator('th, td').allInnerTexts();
    [number, head] = [cells[0] ?? '', cells[1] ?? ''];
    lastFour = cells[2]?.slice(-4) ?? '';
    holds(`masked: ${cells[2]}`, /^\d{4}\*+\w{4}$/.test(cells[2] ?? ''));
  });

  await finds('name', head);
  await finds('pinyin initials', initialsOf(head).toLowerCase());
  await finds('last four of the ID number', lastFour);
  await finds('household number', number);
  await finds('household number as papers part it', `${number.slice(0, 8)}-${number.slice(8)}`);
  await finds('name spread as on papers', [...head].join('　'));

  let phone = '';
  await step('an ID number is shown in full for a reason, and no shorter one', async () => {
    await rows.getByRole('link', { name: number }).click();
    const member = page
      .getByRole('table', { name: /^家庭成员/ })
      .getByRole('row')
      .nth(1);
    await member.getByRole('button', { name: /查看完整的.*证件号码/ }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('查看原因').fill('看');
    await dialog.getByRole('button', { name: /^查\s*看$/ }).click();
    await dialog.getByText('请写明原因，至少 4 个字').waitFor();
    await dialog.getByLabel('查看原因').fill(REASON);
    await dialog.getByRole('button', { name: /^查\s*看$/ }).click();
    await member.getByText(/^\d{17}[\dX]$/).waitFor();
  });

  await step('a phone number too; left and come back, both are hidden again', async () => {
    const buttons = page.getByRole('button', { name: /查看完整的.*电话/ });
    await buttons.first().click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('查看原因').fill('联系农户核实');
    await dialog.getByRole('button', { name: /^查\s*看$/ }).click();
    const shown = page.getByText(/^1\d{10}$/).first();
    phone = await shown.innerText();
    await page.goBack();
    await settled(page);
    await page.goForward();
    await page.getByRole('heading', { name: /^家庭成员/ }).waitFor();
    same('numbers in full', await page.getByText(/^(\d{17}[\dX]|1\d{10})$/).count(), 0);
    await page.goto('/households');
  });

  await finds('phone', phone);

  await step('nothing found says what to do', async () => {
    await box.fill('查无此人');
    await page.getByText('没有符合条件的记录').waitFor();
    await page.getByText('可以查：姓名、拼音').waitFor();
    await box.fill('9999');
    await page.getByText('请输入全部 11 位').waitFor();
    await box.fill('Ou Yangqiuq');
    await page.getByRole('button', { name: '按首字母 oyqq 查找' }).click();
    await settles(
      'the initials asked for',
      () => box.inputValue(),
      (asked) => asked === 'oyqq',
    );
    await page.getByRole('button', { name: '清除条件' }).first().click();
    await rows.nth(10).waitFor();
  });

  await step('the auditor reads who saw the number, when and why', async () => {
    const { page: journal } = await as('auditor', DEMO_PASSWORD);
    await journal.goto('/journal');
    const entry = journal.locator('tbody tr').filter({ hasText: REASON }).first();
    await entry.waitFor();
    const text = await entry.innerText();
    holds(`who and what: ${text}`, text.includes('clerk') && text.includes('查看完整号码'));
    await journal.getByRole('tab', { name: '校验' }).click();
    await journal.getByRole('button', { name: '开始校验' }).click();
    await journal.getByText('完整', { exact: true }).first().waitFor();
  });
}
