import type { Page } from 'playwright-core';
import { accessible } from '../harness/access.ts';
import { holds, same, settled, settles } from '../harness/expect.ts';
import { DEMO_PASSWORD } from '../harness/people.ts';
import { chineseOn } from '../harness/vocabulary.ts';
import { DESKTOP, PHONE, type Visit, type World } from '../harness/world.ts';

const ROWS = 20;

/** Every page at the two sizes and in both languages. */
export async function everyPage({ step, as, visit }: World): Promise<void> {
  const clerk = await as('clerk', DEMO_PASSWORD);

  const walk = (
    name: string,
    by: Visit,
    path: string | (() => Promise<string>),
    open?: (page: Page) => Promise<void>,
  ) =>
    step(name, async () => {
      const { page } = by;
      await page.setViewportSize(DESKTOP);
      await page.goto(typeof path === 'string' ? path : await path());
      await settled(page);
      await open?.(page);
      await accessible(page, `${name} at 1366×768`);
      await page.setViewportSize(PHONE);
      await accessible(page, `${name} at 390×844`);
      const wide: number = await page.evaluate('document.documentElement.scrollWidth');
      holds(`no sideways scroll at ${PHONE.width}: ${wide}`, wide <= PHONE.width);
      // Sent, not clicked: a drawer may lie over it.
      await page.getByRole('button', { name: 'English' }).dispatchEvent('click');
      await page.locator('html[lang=en]').waitFor();
      await settled(page);
      // Words of the library that draws the page come a moment after those of the page.
      await settles(
        'Chinese words in English',
        () => chineseOn(page),
        (words) => words.length === 0,
      );
      // English is the longer of the two.
      same('texts cut at 390, with no way to read them whole', await cutOn(page), []);
      await page.setViewportSize(DESKTOP);
      same('texts cut at 1366, with no way to read them whole', await cutOn(page), []);
      await page.getByRole('button', { name: '中文' }).dispatchEvent('click');
      await page.locator('html[lang=zh-CN]').waitFor();
    });

  const first = (list: string, link: string) => async () => {
    await clerk.page.goto(list);
    await settled(clerk.page);
    return (await clerk.page.locator(link).first().getAttribute('href')) ?? '';
  };

  await walk('sign-in', await visit(), '/sign-in');
  await walk('workbench', clerk, '/workbench');
  await walk('workbench of a village', await as('village', DEMO_PASSWORD), '/workbench');
  await walk('picture', clerk, '/picture');
  await walk('picture of a township', clerk, '/picture?region=411525101000');
  await walk('households', clerk, '/households');
  await walk('persons', clerk, '/persons');
  await walk('household', clerk, first('/households', 'tbody th a'));
  await walk('village', clerk, first('/households', 'tbody td a'));
  await walk('findings', clerk, '/findings');
  await walk('findings by rule', clerk, '/findings?by=rule');
  await walk('finding', clerk, first('/findings', 'tbody th a'));
  await walk('rules', clerk, '/rules');
  await walk('runs of the rules', clerk, '/rules?tab=runs');
  await walk('imports', clerk, '/imports');
  let job = '';
  await walk('import', clerk, async () => (job = await first('/imports', 'tbody th a')()));
  for (const tab of ['sheets', 'new', 'changed', 'absent', 'repairs'])
    await walk(`import: ${tab}`, clerk, () => Promise.resolve(`${job}?tab=${tab}`));
  await walk('regions', clerk, '/regions?region=411525101219');
  for (const [name, button] of [
    ['renaming a region', /^更\s*名$/],
    ['merging a region', /^合\s*并$/],
  ] as const)
    await walk(name, clerk, '/regions?region=411525101219', dialogBehind(button));
  await walk('a number in full', clerk, first('/households', 'tbody th a'), dialogBehind(/^查看完整的/));
  await walk('a household before its first day', clerk, async () => {
    const path = await first('/households', 'tbody th a')();
    clerk.watch.allow(404, /^\/api\/households\//);
    return `${path}?asOf=2001-01-01`;
  });
  await walk('policy', clerk, '/policy');
  for (const tab of ['how', 'cases', 'try'])
    await walk(`a policy: ${tab}`, clerk, `/policy?model=decisions/industry-reward.dmn&tab=${tab}`);
  await walk('a policy: trial', clerk, '/policy?model=decisions/below-line.dmn&tab=trial', async (page) => {
    await page.getByLabel(/^新值：监测线/).fill('9000');
    await page.getByRole('button', { name: '开始试算' }).click();
    await page.getByRole('heading', { name: '按结果' }).waitFor();
  });
  await walk('drafts of policy', clerk, '/policy?tab=drafts');
  await walk('cases', clerk, '/cases');
  for (const view of ['board', 'calendar', 'procedures'])
    await walk(`cases: ${view}`, clerk, `/cases?view=${view}`);
  await walk('a case', clerk, first('/cases', 'tbody th a'));
  await walk('notices', clerk, '/notices');
  await walk('a notice', clerk, first('/notices', 'tbody a[href^="/notices/"]'));
  await walk('account', clerk, '/account');
  await walk('no such page', clerk, '/nowhere');

  await walk('a page of others', await as('village', DEMO_PASSWORD), '/imports');
  const system = await as('system', DEMO_PASSWORD);
  await walk('a new account', system, '/users', dialogBehind(/^新建账号$/));

  const security = await as('security', DEMO_PASSWORD);
  await walk('users', security, '/users');
  await walk('a user', security, async () => {
    await security.page.goto('/users');
    await security.page.locator('tbody th button').first().click();
    await security.page.waitForURL(/user=/);
    return security.page.url();
  });
  const audit = await as('audit', DEMO_PASSWORD);
  for (const tab of ['entries', 'seals', 'verify'])
    await walk(`journal: ${tab}`, audit, `/journal?tab=${tab}`);

  for (const [name, path] of [
    ['households', '/households'],
    ['findings', '/findings'],
  ] as const)
    await step(`twenty ${name} stand on one screen, with no scroll bar of their own`, () =>
      twenty(clerk.page, path),
    );

  await step('English stays after a reload', async () => {
    const { page } = clerk;
    await page.getByRole('button', { name: 'English' }).click();
    await page.reload();
    await page.getByRole('heading', { level: 1, name: 'Findings' }).waitFor();
    same('language of the page', await page.locator('html').getAttribute('lang'), 'en');
    await page.getByRole('button', { name: '中文' }).click();
  });
}

/** Cells that end in an ellipsis, and say what is cut in no title of their own. */
function cutOn(page: Page): Promise<string[]> {
  return page.evaluate(
    `[...document.querySelectorAll('td, th, td *, th *')].filter((each) => each.scrollWidth > each.clientWidth + 1
      && getComputedStyle(each).textOverflow === 'ellipsis' && each.closest('[title]') === null
      && each.querySelector('[title]') === null).map((each) => each.textContent)`,
  );
}

/** Opens the dialog behind the first button of this name. */
function dialogBehind(name: RegExp): (page: Page) => Promise<void> {
  return async (page) => {
    await page.getByRole('button', { name }).first().click();
    await page.getByRole('dialog').waitFor();
  };
}

async function twenty(page: Page, path: string): Promise<void> {
  await page.setViewportSize(DESKTOP);
  await page.goto(path);
  await settled(page);
  const seen: number = await page.evaluate(
    `[...document.querySelectorAll('tbody tr')].filter((row) => row.getBoundingClientRect().bottom <= innerHeight).length`,
  );
  holds(`${seen} rows on the screen`, seen >= ROWS);
  const scrolling: string[] = await page.evaluate(
    `[...document.querySelectorAll('body *')].filter((each) => each.scrollHeight > each.clientHeight + 1 && ['auto', 'scroll'].includes(getComputedStyle(each).overflowY)).map((each) => each.className)`,
  );
  same('boxes that scroll', scrolling, []);
}
