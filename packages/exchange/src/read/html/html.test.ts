import { expect, test } from 'vitest';
import { cellsOf, collect, outcome } from '../testing/collect.ts';

const page = (body: string): Buffer =>
  Buffer.from(`<html><head><title>表</title></head><body>${body}</body></html>`);

test.each([
  [
    'numeric references',
    '<td>&#20013;&#x4e2d; a&amp;b &lt;c&gt; 买&middot;提 &#183; &nosuch;</td>',
    '中中 a&b <c> 买·提 · &nosuch;',
  ],
  ['a bracket in an attribute', `<td title="a>b" x='>'>x</td>`, 'x'],
  ['a bracket that begins no tag', '<td>收入 < 3000 元</td>', '收入 < 3000 元'],
  ['lines', '<td>一<br>二<br/><p>三</p></td>', '一\n二\n三'],
  ['white space of the source', '<td>\n   张\t三\r\n </td>', '张 三'],
  [
    'comments, scripts, styles',
    '<td>a<!-- <td>b</td> --><script>"</td>"</script><style>td{}</style>c</td>',
    'ac',
  ],
])('%s', async (_, cell, text) => {
  expect(await cellsOf(page(`<table><tr>${cell}</tr></table>`))).toEqual({ A1: `t:${text}` });
});

test('cells and rows that nobody closed', async () => {
  const open = '<TABLE><TR><TH>姓名<TH>号<TR><TD>张三<TD>1<TR><TD>李四';
  expect(await cellsOf(Buffer.from(open))).toEqual({
    A1: 't:姓名',
    B1: 't:号',
    A2: 't:张三',
    B2: 't:1',
    A3: 't:李四',
  });
});

test('a cell merged over rows and columns stands where it is seen', async () => {
  const [sheet] = await collect(
    page(
      '<table><tr><td rowspan=3>户1</td><td>张三</td></tr><tr><td>李四</td></tr><tr><td>王五</td></tr>' +
        '<tr><td colspan="2" rowspan="2">合</td><td>x</td></tr><tr><td>y</td></tr></table>',
    ),
  );
  expect(sheet?.rows.map(({ row, cells, merged }) => [row, cells, merged])).toEqual([
    [1, ['户1', '张三'], undefined],
    [2, ['', '李四'], [{ column: 0, from: 1 }]],
    [3, ['', '王五'], [{ column: 0, from: 1 }]],
    [4, ['合', '', 'x'], undefined],
    [5, ['', '', 'y'], undefined],
  ]);
});

test('a table within a table is a sheet of its own, and no text of the cell around it', async () => {
  const sheets = await collect(
    page(
      '<table><tr><td>标题</td></tr><tr><td><table><tr><td>姓名</td></tr></table></td><td>旁</td></tr></table><table><tr><td>二</td></tr></table>',
    ),
  );
  expect(sheets.map(({ sheet, rows }) => [sheet, rows.map(({ row, cells }) => [row, cells])])).toEqual([
    [
      'Sheet1',
      [
        [1, ['标题']],
        [2, ['', '旁']],
      ],
    ],
    ['Sheet2', [[1, ['姓名']]]],
    ['Sheet3', [[1, ['二']]]],
  ]);
});

test('a page without a table says what it probably is', async () => {
  expect(await outcome(page('<h1>请登录</h1>'))).toBe('page-without-table');
});

test('pages made to take long end soon', async () => {
  const times = 100_000;
  expect(await outcome(page(`<table><tr>${'<a ">"'.repeat(times)}`))).toBe('read 0 rows');
  expect(await outcome(page(`<table>${'<script>'.repeat(times)}`))).toBe('read 0 rows');
  expect(await outcome(page('<table>'.repeat(100)))).toBe('xml-too-deep');
  expect(await outcome(page(`<table><tr>${'<td colspan=1000>x'.repeat(3)}`))).toBe('too-many-columns');
}, 10_000);
