import { accessibleAtBothSizes } from '../harness/access.ts';
import { holds, same, settles } from '../harness/expect.ts';
import { choose, choosePassword, menu, signIn, signOut } from '../harness/people.ts';
import type { World } from '../harness/world.ts';

const SYSTEM = { username: 'wu.system', name: '吴系统', password: 'a long sentence about rice' };
const SECURITY_PASSWORD = 'a long sentence about wheat';

/** The clerk whom the first run ends with; the import journeys are his. */
export const CLERK = { username: 'chen.clerk', name: '陈业务', password: 'a long sentence about tea' };

/** From nothing to a clerk at work: county, administrators, account, role. */
export async function firstRun({ step, visit }: World): Promise<void> {
  const { page, watch } = await visit();
  let security = { username: '', password: '' };

  await step('a new installation opens on its first-run page and picks the county', async () => {
    await page.goto('/');
    await page.waitForURL('**/setup');
    for (const [level, name] of [
      ['省', '河南省'],
      ['市', '信阳市'],
      ['县', '固始县'],
    ] as const) {
      await choose(page, page.getByLabel(level, { exact: true }), name);
    }
    await accessibleAtBothSizes(page, 'first run');
  });

  await step('a short password is refused before it is sent', async () => {
    await page.getByLabel('用户名').fill(SYSTEM.username);
    await page.getByLabel('姓名').fill(SYSTEM.name);
    await page.getByLabel('密码', { exact: true }).fill('short');
    await page.getByRole('button', { name: '完成设置' }).click();
    await page.locator('.ant-form-item-explain-error').waitFor();
    await accessibleAtBothSizes(page, 'first run, refused');
  });

  await step('the administrator is made, and two one-time passwords are shown once', async () => {
    await page.getByLabel('密码', { exact: true }).fill(SYSTEM.password);
    await page.getByRole('button', { name: '完成设置' }).click();
    await page.getByRole('heading', { name: '设置完成' }).waitFor();
    same('one-time passwords', await page.locator('code').count(), 2);
    await accessibleAtBothSizes(page, 'first run, done');
    const section = page.locator('section').filter({ hasText: '安全管理员' });
    security = {
      username: await section.locator('h2 .soft').innerText(),
      password: await section.locator('code').innerText(),
    };
    const leave = page.getByRole('button', { name: '去登录' });
    holds('nobody leaves before the passwords are written down', await leave.isDisabled());
    await page.getByLabel('我已把一次性密码记下来了').check();
    await leave.click();
    await page.waitForURL('**/sign-in');
  });

  await step('the first-run page is closed from now on', async () => {
    await page.goto('/setup');
    await page.waitForURL('**/sign-in');
  });

  let oneTime = '';
  await step('the system administrator makes an account, and cannot give it a role', async () => {
    await signIn(page, SYSTEM.username, SYSTEM.password);
    await page.getByRole('heading', { name: '用户', level: 1 }).waitFor();
    same('menu', await menu(page).getByRole('link').allInnerTexts(), ['用户']);
    await page.getByRole('button', { name: '新建账号' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('姓名').fill(CLERK.name);
    await dialog.getByLabel('用户名').fill(CLERK.username);
    await dialog.getByRole('button', { name: '新建账号' }).click();
    oneTime = await dialog.locator('code').innerText();
    await accessibleAtBothSizes(page, 'a one-time password');
    await dialog
      .getByRole('button', { name: /^关\s*闭$/ })
      .last()
      .click();
    await page.getByRole('button', { name: CLERK.name, exact: true }).click();
    await page.getByRole('region', { name: '角色与区域' }).waitFor();
    same('forms to give a role', await page.getByRole('button', { name: '授予角色' }).count(), 0);
    await page.getByRole('button', { name: '关闭' }).click();
    await signOut(page, SYSTEM.name);
  });

  await step('the security administrator must change the one-time password first', async () => {
    await signIn(page, security.username, security.password);
    await page.getByRole('heading', { name: '请先设置自己的密码' }).waitFor();
    await page.goto('/users');
    await page.getByRole('heading', { name: '请先设置自己的密码' }).waitFor();
    await accessibleAtBothSizes(page, 'a password to be changed');
    await choosePassword(page, security.password, SECURITY_PASSWORD);
    await page.getByRole('heading', { name: '用户', level: 1 }).waitFor();
  });

  await step('and gives the clerk a role in the county', async () => {
    await page.getByRole('button', { name: CLERK.name, exact: true }).click();
    const drawer = page.getByRole('dialog');
    await choose(page, drawer.getByLabel('角色', { exact: true }), '县级业务员');
    await drawer.locator('#grant-region').click();
    await page.locator('.ant-select-tree-title', { hasText: '固始县' }).click();
    await drawer.getByRole('button', { name: '授予角色' }).click();
    await drawer.getByText('县级业务员 · 固始县').waitFor();
    await accessibleAtBothSizes(page, 'a user with a role');
    await drawer.getByRole('button', { name: '关闭' }).click();
    await page.locator('.ant-drawer').waitFor({ state: 'hidden' });
    await signOut(page, '安全管理员');
  });

  await step(
    'the clerk signs in, sets a password and sees an empty register that says what to do',
    async () => {
      await signIn(page, CLERK.username, oneTime);
      await page.getByRole('heading', { name: '请先设置自己的密码' }).waitFor();
      await choosePassword(page, oneTime, CLERK.password);
      await settles(
        'the menu of a clerk',
        () => menu(page).getByRole('link').allInnerTexts(),
        (links) =>
          links.join() === '工作台,一张图,疑点,程序办理,公示与异议,农户,人员,导入,规则,政策,行政区划',
      );
      await page.getByRole('link', { name: '导入国家系统导出的表格' }).waitFor();
      await menu(page).getByRole('link', { name: '农户' }).click();
      await page.getByText('这个区域还没有登记农户').waitFor();
    },
  );

  await step('the one-time password opens nothing any more', async () => {
    await signOut(page, CLERK.name);
    watch.allow(401, /^\/api\/session$/);
    await signIn(page, CLERK.username, oneTime);
    await page.getByRole('alert').getByText('用户名或密码').first().waitFor();
  });
}
