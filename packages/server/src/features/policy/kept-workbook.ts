import { PassThrough } from 'node:stream';
import type { KeptTrial, KeptTrialResult, TrialRow } from '@mingbai/core/api';
import { writeWorkbook, type RowValues, type SheetData } from '@mingbai/exchange';
import type { FileReply } from '../../frame/implement.ts';

/** Rows asked for at a time. */
const AT_ONCE = 1000;

/** A kept trial as a workbook: counts first, then everybody whose outcome would change. */
export function trialWorkbook(
  trial: KeptTrial,
  result: KeptTrialResult,
  read: (offset: number, limit: number) => Promise<readonly TrialRow[]>,
): FileReply {
  const content = new PassThrough();
  const written = writeWorkbook(content, sheets(trial, result, read));
  // A failure ends the stream; the browser then has no whole file.
  written.catch((error: Error) => content.destroy(error));
  return { name: `${trial.place ?? trial.region}-${trial.decision}-试算-${trial.on}.xlsx`, content };
}

async function* sheets(
  trial: KeptTrial,
  result: KeptTrialResult,
  read: (offset: number, limit: number) => Promise<readonly TrialRow[]>,
): AsyncGenerator<SheetData> {
  const { total, changed, outcomes, villages, causes, classes, cost, places, parameters } = result;
  yield sheet(
    '说明',
    ['项目', '内容'],
    [
      ['政策', trial.decision],
      ['地区', trial.place ?? trial.region],
      ['按哪一天的规定', trial.on],
      ['现行版本', result.version],
      ['草稿版本', trial.version ?? ''],
      ['总数', total],
      ['结果会变', changed],
      ...parameters.map(({ name, before, after }) => [name.zh, `${before ?? '未设'} → ${after}`]),
      ...(cost
        ? [
            [`${cost.name}（元），现在`, cost.before],
            [`${cost.name}（元），改后`, cost.after],
            ['新增享受', `${cost.entered.count} 户次，${cost.entered.yuan} 元`],
            ['不再享受', `${cost.left.count} 户次，${cost.left.yuan} 元`],
            ['金额变动', `${cost.otherwise.count} 户次，${cost.otherwise.yuan} 元`],
          ]
        : []),
      ['试算人', trial.creator],
      ['时间', trial.at],
    ],
  );
  yield sheet(
    '按结果',
    ['现在', '改后', '数量'],
    outcomes.map(({ before, after, count }) => [say(before), say(after), count]),
  );
  yield sheet(
    '按村',
    ['区划代码', '村', '现在', '改后', '数量', '全村'],
    villages.flatMap(({ code, name, total: all, changes }) =>
      changes.map(({ before, after, count }) => [code, name, say(before), say(after), count, all]),
    ),
  );
  const groups = (rows: KeptTrialResult['causes']): RowValues[] =>
    rows.map((row) => [row.label?.zh ?? '未填', row.total, row.changed, row.before ?? '', row.after ?? '']);
  const heads = ['总数', '会变', '现在（元）', '改后（元）'];
  yield sheet('按致贫原因', ['主要致贫原因', ...heads], groups(causes));
  yield sheet('按户类型', ['户类型', ...heads], groups(classes));
  if (cost !== null)
    yield sheet(
      '按村金额',
      ['区划代码', '村', ...heads],
      places.map((row) => [row.code, row.name, row.total, row.changed, row.before ?? '', row.after ?? '']),
    );
  const rows: RowValues[] = [];
  for (let at = 0; at < changed; at += AT_ONCE) {
    for (const row of await read(at, AT_ONCE)) {
      rows.push([
        row.household_no ?? '',
        row.name ?? '',
        row.village,
        say(row.before),
        say(row.after),
        row.amountBefore ?? '',
        row.amountAfter ?? '',
      ]);
    }
  }
  yield sheet('名单', ['户编号', '户主（姓名）', '村', '现在', '改后', '现在（元）', '改后（元）'], rows);
}

function sheet(name: string, heads: readonly string[], rows: readonly RowValues[]): SheetData {
  return { name, rows: [[...heads], ...rows], headerRow: 1, filter: true, widths: heads.map(() => 16) };
}

function say(outcome: string | null): string {
  if (outcome === null) return '空';
  return outcome === 'true' ? '是' : outcome === 'false' ? '否' : outcome;
}
