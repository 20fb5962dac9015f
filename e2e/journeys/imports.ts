import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { FAULT_RULES } from '@mingbai/core';
import type { Locator, Page } from 'playwright-core';
import { books as makeBooks, sheetsOf, type Books } from '../harness/books.ts';
import { accessibleAtBothSizes } from '../harness/access.ts';
import { holds, numberOf, same, settled, settles, totalOf } from '../harness/expect.ts';
import { choose, menu } from '../harness/people.ts';
import type { World } from '../harness/world.ts';
import { CLERK } from './first-run.ts';

/** Workbooks in, what is wrong with them out, the register filled; and the same files once more. */
export async function imports({ step, as }: World): Promise<void> {
  const books = await makeBooks();
  try {
    const { page } = await as(CLERK.username, CLERK.password);
    await page.goto('/imports');
    await bringPersons(page, step, books);
    await bringOld(page, step, books);
    await bringStrange(page, step, books);
    await bringTogether(page, step, books);
    await leave(page, step, books);
    const second = await as(CLERK.username, CLERK.password);
    await waitForTheOther(page, second.page, step, books);
  } finally {
    await books.remove();
  }
}

type Step = World['step'];

async function bringPersons(page: Page, step: Step, books: Books): Promise<void> {
  let bad = 0;
  await step('a workbook of LibreOffice is dropped, and its form recognised', async () => {
    await page.getByText('还没有导入过文件').waitFor();
    await drop(page, books.persons);
    await page.getByText(basename(books.persons)).waitFor();
    await page.getByRole('button', { name: '上传并检查' }).click();
    await page.waitForURL(/\/imports\/\d+/);
    await state(page, '已检查，待提交');
    await page.getByRole('tab', { name: /^表与列/ }).click();
    await page.locator('.word-green', { hasText: '人口信息表（47 列）' }).waitFor();
    await page
      .getByText(/行，表头在第 \d+ 行/)
      .first()
      .waitFor();
  });

  await step('every planted fault stands at its cell', async () => {
    await page.getByRole('tab', { name: /^错误与提示/ }).click();
    const planted = books.faults.filter((fault) => fault.caughtBy === 'import' && fault.rule !== undefined);
    holds('there are planted faults', planted.length > 3);
    for (const rule of new Set(planted.map((fault) => fault.rule))) {
      const cells = planted.filter((fault) => fault.rule === rule);
      const label = FAULT_RULES[rule ?? 'required'].zh.replaceAll(/\{\w+\}/g, '…');
      await page.getByRole('button', { name: label, exact: true }).click();
      await settles(
        `cells with ${rule}`,
        () => page.locator('.cell-address').allInnerTexts(),
        (seen) =>
          seen.length >= 20 || cells.every(({ column, row }) => seen.includes(`${column}${row || ''}`)),
      );
    }
    bad = await numberOf(fact(page, '有误的行'));
    holds('some rows are wrong', bad > 0);
  });

  await step('what would be new is listed, and repairs with what they were', async () => {
    await page.getByRole('tab', { name: /^新增/ }).click();
    await page.getByRole('table', { name: '新增' }).getByRole('row').nth(1).waitFor();
    await page.getByRole('tab', { name: /^自动修正/ }).click();
    await page.getByRole('table', { name: '自动修正' }).getByRole('row').nth(1).waitFor();
  });

  await step('the marked workbook opens with its faults coloured and commented', async () => {
    await checkMarked(await download(page, books), books);
  });

  await step('the right rows are written, the wrong ones are not', async () => {
    await page.getByRole('button', { name: /^提交（/ }).click();
    await state(page, '已写入');
    same('wrong rows stay listed', await numberOf(fact(page, '有误的行')), bad);
  });

  await step('the register has them: picture and list count the same', async () => {
    await menu(page).getByRole('link', { name: '一张图' }).click();
    await page.locator('.tile').first().waitFor();
    const shown = await numberOf(page.locator('.tile').filter({ hasText: '人口' }).locator('.tile-number'));
    const good = await people(page);
    same('people of picture and list', shown, good);
    holds('people', good > 50);
  });

  await step('the same file again changes nothing', async () => {
    const before = await people(page);
    await upload(page, books.persons);
    await state(page, '已检查，没有可写入的');
    // The wrong rows are still wrong; nothing is said as if the whole file agreed.
    await page.getByText(/^无误的行与登记簿一致，没有要写入的内容；有误的 \d+ 行不写入。$/).waitFor();
    holds('nothing to commit', await page.getByRole('button', { name: /^提交（0 处/ }).isDisabled());
    await cancel(page);
    same('people afterwards', await people(page), before);
  });
}

async function bringOld(page: Page, step: Step, books: Books): Promise<void> {
  await step('an old binary workbook adds income and living conditions', async () => {
    await upload(page, books.households);
    await state(page, '已检查，待提交');
    await page.getByRole('tab', { name: /^表与列/ }).click();
    await page.locator('.word-green', { hasText: '户信息表（收入与生产生活条件）' }).waitFor();
    await page.getByRole('tab', { name: /^变更/ }).click();
    await page.locator('.changes del, .changes ins, .state').first().waitFor();
  });

  await step('all or nothing refuses a file with errors; without it the right rows are written', async () => {
    await page.getByLabel('有错误就一行也不写入').check();
    holds('blocked', await page.getByRole('button', { name: /^提交（/ }).isDisabled());
    await page.getByText(/文件里有 \d+ 个错误，不能整体写入/).waitFor();
    await page.getByLabel('有错误就一行也不写入').uncheck();
    await page.getByRole('button', { name: /^提交（/ }).click();
    await state(page, '已写入');
  });
}

async function bringStrange(page: Page, step: Step, books: Books): Promise<void> {
  await step('a column nobody knows is asked for, told once, and remembered', async () => {
    await upload(page, books.strange);
    await state(page, '待对应列');
    await page.getByText(/缺少必需的列/).waitFor();
    await accessibleAtBothSizes(page, 'an import to be mapped');
    await choose(page, page.getByLabel('“村民大名”对应的字段'), '姓名');
    await page.getByRole('button', { name: '按此对应重新检查' }).click();
    await state(page, '已检查，待提交');
    await cancel(page);
    await upload(page, books.strange);
    await state(page, '已检查，待提交');
    await page.getByRole('tab', { name: /^表与列/ }).click();
    await settles(
      'the column told last time',
      async () => {
        const all = page.getByRole('button', { name: /^显示全部/ });
        if ((await all.count()) > 0) await all.first().click();
        return page.getByText('沿用上次').count();
      },
      (count) => count === 1,
    );
    await cancel(page);
  });
}

async function bringTogether(page: Page, step: Step, books: Books): Promise<void> {
  await step(
    'people and households dropped together are both written, and neither is asked twice',
    async () => {
      await menu(page).getByRole('link', { name: '导入' }).click();
      await page.getByRole('heading', { name: '导入', level: 1 }).waitFor();
      await drop(page, ...books.pair);
      await page.getByRole('button', { name: '上传并检查' }).click();
      const rowOf = (path: string) =>
        page
          .locator('tbody tr')
          .filter({ hasText: basename(path) })
          .first();
      for (const path of books.pair)
        await rowOf(path).getByText('已检查，待提交').waitFor({ timeout: 60_000 });
      for (const path of books.pair) {
        await rowOf(path).getByText('已检查，待提交').waitFor({ timeout: 60_000 });
        await rowOf(path).getByRole('link').click();
        await state(page, '已检查，待提交');
        if (path === books.pair[1]) {
          await page.getByText(/已按现在的登记簿自动重新检查/).waitFor();
          await accessibleAtBothSizes(page, 'an import that was checked again');
        }
        await page.getByRole('button', { name: /^提交（/ }).click();
        await state(page, '已写入');
        await menu(page).getByRole('link', { name: '导入' }).click();
      }
    },
  );
}

async function leave(page: Page, step: Step, books: Books): Promise<void> {
  await step(
    'a long file is read on while its page is left, shows how far it is, and can be cancelled',
    async () => {
      const before = await people(page);
      await upload(page, books.many);
      await page.getByText(/已处理 [\d,]+ 行|[\d,]+ \/ [\d,]+ 行/).waitFor();
      await page.getByText('可以离开此页').waitFor();
      await accessibleAtBothSizes(page, 'an import being read');
      await menu(page).getByRole('link', { name: '农户' }).click();
      await settled(page);
      await menu(page).getByRole('link', { name: '导入' }).click();
      const row = page.locator('tbody tr').filter({ hasText: basename(books.many) });
      await row.getByRole('progressbar').waitFor();
      await row.getByRole('link').click();
      await cancel(page);
      same('people afterwards', await people(page), before);
    },
  );
}

async function waitForTheOther(first: Page, second: Page, step: Step, books: Books): Promise<void> {
  await step('of two imports one writes, the other waits and says for whose', async () => {
    // As the README calls it; the page stands at another word.
    await second.goto('/import');
    await second.waitForURL(/\/imports$/);
    await upload(second, books.few);
    await state(second, '已检查，待提交');
    await upload(first, books.many);
    await state(first, '已检查，待提交');
    await first.getByRole('button', { name: /^提交（/ }).click();
    await state(first, '写入中');
    await second.getByRole('button', { name: /^提交（/ }).click();
    await second.getByText(/^正在等待 .+ 的导入（编号 \d+）完成/).waitFor();
    await accessibleAtBothSizes(second, 'an import that waits');
    await state(first, '已写入');
    // What the first wrote may have changed what the second would do: then it is shown once more.
    await second
      .locator('h1 + *', { hasText: /^(已写入|已检查，(待提交|没有可写入的))$/ })
      .waitFor({ timeout: 60_000 });
  });
}

/** Brings files as from the desktop: dropped on the box. */
async function drop(page: Page, ...paths: readonly string[]): Promise<void> {
  const contents = await Promise.all(
    paths.map(async (path) => [basename(path), (await readFile(path)).toString('base64')]),
  );
  const files = await page.evaluateHandle(`(() => {
    const dragged = new DataTransfer();
    for (const [name, text] of ${JSON.stringify(contents)})
      dragged.items.add(new File([Uint8Array.from(atob(text), (each) => each.charCodeAt(0))], name));
    return dragged;
  })()`);
  await page.getByRole('region', { name: '上传文件' }).dispatchEvent('drop', { dataTransfer: files });
}

/** Brings a file by the file dialog of the import page, and comes to the page of its import. */
async function upload(page: Page, path: string): Promise<void> {
  await menu(page).getByRole('link', { name: '导入' }).click();
  await page.getByRole('heading', { name: '导入', level: 1 }).waitFor();
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: '选择文件' }).click();
  await (await chooser).setFiles(path);
  await page.getByRole('button', { name: '上传并检查' }).click();
  await page.waitForURL(/\/imports\/\d+/);
}

async function cancel(page: Page): Promise<void> {
  await page.getByRole('button', { name: '取消导入' }).first().click();
  await page.getByRole('tooltip').getByRole('button', { name: '取消导入' }).click();
  await state(page, '已取消');
}

async function state(page: Page, word: string): Promise<void> {
  await page.locator('h1 + *', { hasText: new RegExp(`^${word}$`) }).waitFor({ timeout: 60_000 });
}

/** One of the numbers of the check. */
function fact(page: Page, label: string): Locator {
  return page.locator('.counts > div').filter({ hasText: label }).locator('dd');
}

async function people(page: Page): Promise<number> {
  // Come to from within, a list shows what it last knew until it is told anew.
  await page.goto('/persons');
  await page.getByRole('heading', { name: '人员', level: 1 }).waitFor();
  return totalOf(page);
}

async function download(page: Page, books: Books): Promise<string> {
  const coming = page.waitForEvent('download');
  await page.getByRole('button', { name: '下载标注错误的原表' }).click();
  const file = await coming;
  const path = join(books.folder, file.suggestedFilename());
  await file.saveAs(path);
  return path;
}

async function checkMarked(path: string, books: Books): Promise<void> {
  const before = await sheetsOf(books.persons);
  same('a summary sheet more', (await sheetsOf(path)).length, before.length + 1);
  const seen = await books.opened(path);
  if (seen === undefined) return;
  const comments = seen.split('<office:annotation ').length - 1;
  const planted = books.faults.filter((fault) => fault.caughtBy === 'import' && fault.row > 0).length;
  holds(`a comment at each fault (${comments} of at least ${planted})`, comments >= planted);
  holds('coloured cells', /style:table-cell-properties[^>]*fo:background-color="#/.test(seen));
}
