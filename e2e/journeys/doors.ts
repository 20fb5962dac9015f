import { holds, settled } from '../harness/expect.ts';
import { DEMO_PASSWORD, menu, signIn, signOut } from '../harness/people.ts';
import { totp } from '../harness/totp.ts';
import type { World } from '../harness/world.ts';

const ATTEMPTS = 5;

/** Who comes in, who does not, and who has to leave. */
export async function doors({ step, as, visit }: World): Promise<void> {
  await step('wrong passwords lock a name, and the page says for how many minutes', async () => {
    const { page, watch } = await visit();
    watch.allow(401, /^\/api\/session$/);
    watch.allow(429, /^\/api\/session$/);
    await page.goto('/sign-in');
    const alert = page.getByRole('alert');
    for (let attempt = 1; attempt < ATTEMPTS; attempt += 1) {
      const answer = page.waitForResponse((one) => one.request().method() === 'POST');
      await signIn(page, 'evaluator', `not it ${attempt}`);
      await answer;
      await alert.getByText('用户名或密码不正确').waitFor();
    }
    await signIn(page, 'evaluator', 'still not it');
    await alert.getByText(/账号已锁定 1\d 分钟/).waitFor();
    await signIn(page, 'evaluator', DEMO_PASSWORD);
    await alert.getByText(/账号已锁定 1\d 分钟/).waitFor();
  });

  await step('the administrator sees the lock', async () => {
    const { page } = await as('system', DEMO_PASSWORD);
    await page.goto('/users');
    await page.locator('tbody tr').filter({ hasText: 'evaluator' }).getByText('已锁定').waitFor();
  });

  const { page, watch } = await visit();
  let secret = '';
  await step('a second factor is set up with a code, and asked for at the next sign-in', async () => {
    await page.goto('/sign-in');
    await signIn(page, 'school', DEMO_PASSWORD);
    await menu(page).waitFor();
    await page.goto('/account');
    const factor = page.getByRole('region', { name: '二次验证' });
    await factor.getByLabel('当前密码').fill(DEMO_PASSWORD);
    await factor.getByRole('button', { name: '启用二次验证' }).click();
    await factor.getByText('无法扫描？手工输入密钥').click();
    secret = (await factor.locator('details code').innerText()).trim();
    await factor.getByLabel('验证码').fill(totp(secret));
    await factor.getByRole('button', { name: /^继\s*续$/ }).click();
    await factor.getByText('已启用：').waitFor();
    await signOut(page, '赵教育');
  });

  await step('a wrong code is refused, the right one opens', async () => {
    await signIn(page, 'school', DEMO_PASSWORD);
    await page.getByRole('heading', { name: '二次验证' }).waitFor();
    watch.allow(401, /^\/api\/session$/);
    const right = totp(secret);
    await page.getByLabel('验证码').fill(right === '000000' ? '111111' : '000000');
    await page.getByRole('button', { name: /^继\s*续$/ }).click();
    await page.getByRole('alert').getByText('验证码不正确').waitFor();
    await page.getByLabel('验证码').fill(totp(secret));
    await page.getByRole('button', { name: /^继\s*续$/ }).click();
    await menu(page).waitFor();
  });

  await step(
    'a session that the security administrator ends leads to the sign-in page at the next click',
    async () => {
      const { page: office, watch: heard } = await visit();
      await office.goto('/');
      await signIn(office, 'town2', DEMO_PASSWORD);
      await menu(office).waitFor();
      const { page: security } = await as('security', DEMO_PASSWORD);
      await security.goto('/users?q=town2');
      await security.getByRole('button', { name: '王审核' }).click();
      await security.getByRole('button', { name: '强制退出' }).first().click();
      await security.getByText('没有正在登录的设备。').waitFor();
      heard.allow(401, /^\/api\//);
      await menu(office).getByRole('link', { name: '人员' }).click();
      await office.waitForURL(/\/sign-in/);
      holds('comes back to where one was', new URL(office.url()).searchParams.get('next') === '/persons');
      await signIn(office, 'town2', DEMO_PASSWORD);
      await office.getByRole('heading', { name: '人员', level: 1 }).waitFor();
      await settled(office);
    },
  );
}
