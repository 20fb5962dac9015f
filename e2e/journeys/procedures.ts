import { addDays, checkDigit, dayInChina } from '@mingbai/core';
import type { Locator, Page } from 'playwright-core';
import { accessible, accessibleAtBothSizes } from '../harness/access.ts';
import { holds, same, settled } from '../harness/expect.ts';
import { choose, DEMO_PASSWORD } from '../harness/people.ts';
import { PHONE, type World } from '../harness/world.ts';

const HEAD = '周得水';
const SAID = '周得水家去年买了一辆货车，请核实是否符合条件';
/** With its check digit; the birth is the head's. */
const NUMBER = '411525198001011237';

/** A household that nobody had registered, from its own report to being watched over, before everybody's eyes. */
export async function procedures({ step, as, visit }: World): Promise<void> {
  const { page: worker } = await as('village', DEMO_PASSWORD);
  const { page: phone } = await as('village', DEMO_PASSWORD, { size: PHONE });
  const { page: public_, watch } = await visit();
  let notice = '';

  await step('the village records what a household reports, with a member', async () => {
    await worker.goto('/cases');
    await settled(worker);
    await accessibleAtBothSizes(worker, 'the queue');
    await worker.getByRole('button', { name: '启动程序' }).click();
    const box = worker.getByRole('dialog');
    await choose(worker, box.getByRole('combobox', { name: '程序' }), '防返贫监测对象认定');
    await box.getByRole('radio', { name: '登记农户申报' }).check();
    await box.getByRole('radio', { name: '还没有登记的户' }).check();
    await day(box, 12);
    await choose(worker, box.getByLabel('致贫/返贫风险'), '因病');
    await worker.keyboard.press('Escape');
    await box.getByLabel('情况说明').fill('户主住院，自付医药费两万多元，家里收入中断');
    await box.getByRole('button', { name: '增加一人' }).click();
    await box.getByLabel('姓名').fill(HEAD);
    await box.getByLabel('证件号码', { exact: true }).fill(NUMBER);
    await accessible(worker, 'the form');
    await box.getByRole('button', { name: '登记农户申报' }).click();
    await worker.waitForURL(/\/cases\/\d+/);
    await worker.getByRole('heading', { name: new RegExp(HEAD) }).waitFor();
    await accessibleAtBothSizes(worker, 'a case');
  });

  await step('visited with the signed authorisation, and judged by the line of the day', async () => {
    const box = await take(worker, '入户核实');
    await day(box, 11);
    await choose(worker, box.getByLabel('监测对象类别'), '突发严重困难户');
    await box.getByLabel(/家庭人均纯收入/).fill('4200');
    await box.getByLabel('核实情况').fill('与申报一致，住房和饮水安全');
    await bring(worker, box, '农户授权承诺（查询）书', '选择扫描件');
    await send(worker, box, '入户核实');
    await worker.getByText('已入户核实，待民主评议').first().waitFor();
    await worker.getByText(/按“低于监测线”判断/).waitFor();
  });

  await step(
    'the papers of its steps stand on its page, filled in: seen before they are printed',
    async () => {
      const papers = worker.getByRole('region', { name: '这些步骤的文书' });
      await papers
        .getByText(/入户核实（.* 已办）/)
        .first()
        .waitFor();
      await papers.getByRole('button', { name: /^预览和打印：家庭经济状况查询授权书/ }).click();
      const box = worker.getByRole('dialog');
      const preview = box.getByRole('region', { name: '预览' });
      await preview.getByRole('cell', { name: HEAD }).first().waitFor();
      holds('numbers are masked', (await preview.getByText(NUMBER).count()) === 0);
      await box.getByText('入户复核表').click();
      await preview.getByText('与申报一致，住房和饮水安全').waitFor();
      await accessibleAtBothSizes(worker, 'papers of a case');
      const file = worker.waitForEvent('download');
      await box.getByRole('button', { name: '打印 PDF' }).click();
      holds('a PDF comes', (await file).suggestedFilename().endsWith('.pdf'));
      await box.getByRole('button', { name: '关闭' }).click();
      await box.waitFor({ state: 'hidden' });
    },
  );

  await step(
    'a vote that did not pass is no vote that passed; what may not hang out is said while it is typed',
    async () => {
      const box = await take(worker, '民主评议通过');
      await day(box, 10);
      await votes(box, [30, 25, 12, 13, 0]);
      await box.getByText('未通过（至少需要 13 票）').waitFor();
      await votes(box, [30, 25, 24, 1, 0]);
      await box.getByText('通过（至少需要 13 票）').waitFor();
      await bring(worker, box, '评议记录（签名）', '选择扫描件');
      await box.getByLabel('监督电话').fill('0376-4961234');
      const words = box.getByLabel('附言（可不填）');
      await words.fill('户主长期住院，电话13812345678');
      await box.getByText('不得公开：疾病或残疾情况、电话号码').waitFor();
      await accessible(worker, 'the vote');
      await words.fill('对名单有不同意见的，请在公示期内提出');
      await send(worker, box, '民主评议通过');
      await worker.getByText('村内公示').first().waitFor();
    },
  );

  await step('it hangs out: no number, no illness, readable on an old phone without a script', async () => {
    await worker.getByRole('link', { name: /公示到/ }).click();
    await worker.waitForURL(/\/notices\/\d+/);
    await settled(worker);
    await accessibleAtBothSizes(worker, 'a notice');
    const link = worker.getByRole('link', { name: '群众看到的页面' });
    notice = (await link.getAttribute('href')) ?? '';
    // Hung out ten days ago for five: it is over, and says no more than that.
    await public_.goto(notice);
    await public_.getByRole('heading', { name: '这份公示已经结束' }).waitFor();
    same('nobody is named', await public_.getByText(HEAD).count(), 0);
    watch.take();
  });

  await step('on to the township, because the notice has run', async () => {
    await worker.goBack();
    const box = await take(worker, '公示期满无异议，报乡镇');
    await day(box, 4);
    await send(worker, box, '公示期满无异议，报乡镇');
    await worker.getByText('待乡镇初审').first().waitFor();
    holds(
      'no step is left to the village',
      (await worker.getByRole('button', { name: '乡镇初审通过' }).count()) === 0,
    );
  });

  await step(
    'a second household hangs out today: anybody objects without an account, and it waits',
    async () => {
      await hangOutAnother(worker);
      await public_.goto('/open');
      await accessibleAtBothSizes(public_, 'what hangs out');
      await public_
        .getByRole('link', { name: /拟纳入监测对象村内公示/ })
        .first()
        .click();
      await public_.getByRole('rowheader', { name: '周*水' }).waitFor();
      same('no cause is named', await public_.getByText(/因病|住院/).count(), 0);
      await accessibleAtBothSizes(public_, 'a list');
      await public_.getByRole('link', { name: '对名单有意见' }).click();
      await public_.getByLabel('您的意见').fill(SAID);
      await accessibleAtBothSizes(public_, 'an objection');
      await public_.getByRole('button', { name: '提交' }).click();
      const number = await public_.locator('.receipt').innerText();
      await public_.getByRole('link', { name: '查异议答复' }).last().click();
      await public_.getByLabel('回执编号').fill(number);
      await public_.getByRole('button', { name: '查询' }).click();
      await public_.getByText(/还没有答复/).waitFor();

      await worker.goto('/notices?open=1');
      await settled(worker);
      await accessibleAtBothSizes(worker, 'notices with objections');
      await worker.getByRole('rowheader').getByRole('link').first().click();
      await worker.getByRole('button', { name: '查看内容' }).click();
      await worker.getByText(SAID).waitFor();
      await worker.getByRole('radio', { name: '不属实' }).check();
      await worker.getByLabel('答复', { exact: true }).fill('经入户核查，货车为他人所有，情况不属实');
      await accessible(worker, 'an answer');
      await worker.getByRole('button', { name: /^答\s*复$/ }).click();
      await worker
        .getByText(/情况不属实/)
        .last()
        .waitFor();
      await public_.goto('/open/answer');
      await public_.getByLabel('回执编号').fill(number.toLowerCase().replaceAll('-', ''));
      await public_.getByRole('button', { name: '查询' }).click();
      await public_.getByText('经核实，情况不属实').waitFor();
    },
  );

  await step('on a phone a list goes through its step together, and one is held back', async () => {
    const list = await openList(phone, '秋季排查');
    await phone.goto(`/cases?list=${list}`);
    await settled(phone);
    const boxes = phone.getByRole('checkbox', { name: /^选择/ });
    await boxes.nth(3).waitFor();
    for (const at of [0, 1, 2, 3]) await boxes.nth(at).check();
    await boxes.nth(1).uncheck();
    await phone.getByText('已选 3 件').waitFor();
    const held = await phone.getByRole('rowheader').nth(1).innerText();
    await accessible(phone, 'cases chosen on a phone');
    await phone.getByRole('button', { name: NO_RISK }).click();
    const box = phone.getByRole('dialog');
    await box.getByLabel(/^理由/).fill('逐户核实，收入稳定，没有返贫风险');
    await accessible(phone, 'a step of a list on a phone');
    await box.getByRole('button', { name: NO_RISK }).click();
    await box.waitFor({ state: 'hidden' });
    await settled(phone);
    same('who was held back is still there', await phone.getByRole('rowheader', { name: held }).count(), 1);
    same('the others are not', await phone.getByRole('rowheader').count(), 1);
    await narrow(phone);
  });

  await step('papers of all cases of a list come in one file', async () => {
    await phone.getByRole('button', { name: '打印文书' }).click();
    const box = phone.getByRole('dialog');
    await box.getByText(/^家庭经济状况查询授权书/).click();
    await accessible(phone, 'papers of a list on a phone');
    await box.getByRole('button', { name: '打印 1 件' }).click();
    await box
      .getByRole('button', { name: /^下\s*载$/ })
      .first()
      .waitFor();
    const file = phone.waitForEvent('download');
    await box
      .getByRole('button', { name: /^下\s*载$/ })
      .first()
      .click();
    holds('a PDF comes', (await file).suggestedFilename().endsWith('.pdf'));
    await narrow(phone);
  });

  await step('board, calendar and procedures show the same', async () => {
    for (const view of ['board', 'calendar', 'procedures']) {
      await worker.goto(`/cases?view=${view}`);
      await settled(worker);
      await accessibleAtBothSizes(worker, view);
    }
  });
}

const NO_RISK = '核实无风险，告知并办结';

/** Four households that nobody had registered, as a list of leads; its id. */
async function openList(page: Page, name: string): Promise<string> {
  await page.goto('/');
  await settled(page);
  const subjects = ['周甲', '周乙', '周丙', '周丁'].map((head, at) => {
    const number = `4115251985010${at + 1}123`;
    const member = {
      'membership.relation': 'head',
      'person.name': head,
      'person.identity_no': number + checkDigit(number),
    };
    return { given: { members: [member] } };
  });
  const body = {
    procedure: 'monitoring',
    action: 'official-finds',
    list: name,
    given: { risks: ['illness'], situation: '秋季集中排查' },
    subjects,
  };
  const told = await page.evaluate<string>(
    `fetch('/api/cases/open', { method: 'POST', headers: { 'content-type': 'application/json' },
      body: ${JSON.stringify(JSON.stringify(body))} }).then((answer) => answer.text())`,
  );
  const { accepted, list } = JSON.parse(told) as { accepted: unknown[]; list: string };
  same(`all are taken up: ${told.slice(0, 400)}`, accepted.length, subjects.length);
  return list;
}

/** Nothing makes the page wider than the phone. */
async function narrow(page: Page): Promise<void> {
  const wide = await page.evaluate<number>('document.documentElement.scrollWidth');
  holds(`the page is no wider than the phone (${wide})`, wide <= PHONE.width);
}

/** Presses the button of an action of the case on the page. */
async function take(page: Page, action: string): Promise<Locator> {
  await page.getByRole('button', { name: action, exact: true }).click();
  const box = page.getByRole('dialog');
  await box.getByLabel('办理日期', { exact: true }).waitFor();
  return box;
}

async function send(page: Page, box: Locator, action: string): Promise<void> {
  await box.getByRole('button', { name: action, exact: true }).click();
  await box.waitFor({ state: 'hidden' });
  await settled(page);
}

async function day(box: Locator, ago: number): Promise<void> {
  await box.getByLabel('办理日期', { exact: true }).fill(addDays(dayInChina(Date.now()), -ago));
  await box.getByLabel('办理日期', { exact: true }).press('Tab');
}

async function votes(box: Locator, figures: readonly number[]): Promise<void> {
  const names = ['应到', '实到', '赞成', '反对', '弃权'];
  for (const [at, name] of names.entries())
    await box.getByLabel(name, { exact: true }).fill(String(figures[at]));
}

/** A sheet of paper, scanned. */
async function bring(page: Page, box: Locator, need: string, button: string): Promise<void> {
  const part = box.getByRole('region', { name: need });
  const chosen = page.waitForEvent('filechooser');
  await part.getByRole('button', { name: button }).click();
  await (
    await chosen
  ).setFiles({ name: `${need}.png`, mimeType: 'image/png', buffer: await pictureFrom(page) });
  await part.getByRole('button', { name: new RegExp(`^打开 ${need.slice(0, 2)}`) }).waitFor();
}

async function pictureFrom(page: Page): Promise<Buffer> {
  const url = await page.evaluate<string>(
    `(() => { const c = document.createElement('canvas'); c.width = 400; c.height = 560; const x = c.getContext('2d');
      x.fillStyle = '#fff'; x.fillRect(0, 0, 400, 560); x.fillStyle = '#000'; x.font = '20px sans-serif';
      x.fillText('扫描件 ' + Math.random(), 30, 60); return c.toDataURL('image/png'); })()`,
  );
  return Buffer.from(url.slice(url.indexOf(',') + 1), 'base64');
}

/** The same household once more, by another lead, to its notice of today, names masked. */
async function hangOutAnother(worker: Page): Promise<void> {
  await worker.goto('/cases');
  await settled(worker);
  await worker.getByRole('button', { name: '启动程序' }).click();
  let box = worker.getByRole('dialog');
  await choose(worker, box.getByRole('combobox', { name: '程序' }), '防返贫监测对象认定');
  await box.getByRole('radio', { name: '登记干部排查线索' }).check();
  await box.getByRole('radio', { name: '还没有登记的户' }).check();
  await choose(worker, box.getByLabel('致贫/返贫风险'), '因病');
  await worker.keyboard.press('Escape');
  await box.getByLabel('情况说明').fill('排查发现收入明显下降');
  await box.getByRole('button', { name: '增加一人' }).click();
  await box.getByLabel('姓名').fill('周流水');
  await box.getByLabel('证件号码', { exact: true }).fill('411525198202021247');
  await box.getByRole('button', { name: '登记干部排查线索' }).click();
  await worker.waitForURL(/\/cases\/\d+/);
  box = await take(worker, '入户核实');
  await choose(worker, box.getByLabel('监测对象类别'), '边缘易致贫户');
  await box.getByLabel(/家庭人均纯收入/).fill('5100');
  await box.getByLabel('核实情况').fill('收入下降，无重大支出');
  await bring(worker, box, '农户授权承诺（查询）书', '选择扫描件');
  await send(worker, box, '入户核实');
  box = await take(worker, '民主评议通过');
  await votes(box, [30, 25, 24, 1, 0]);
  await bring(worker, box, '评议记录（签名）', '选择扫描件');
  await box.getByLabel('监督电话').fill('0376-4961234');
  await box.getByLabel('隐去户主姓名中间的字').check();
  await send(worker, box, '民主评议通过');
}
