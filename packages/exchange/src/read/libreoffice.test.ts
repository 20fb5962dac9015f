import { expect, test } from 'vitest';
import { collect, type ReadSheet } from './testing/collect.ts';
import { convert, findLibreOffice } from './testing/libreoffice.ts';
import { rawBook, stylesFor } from './testing/workbook.ts';

const office = await findLibreOffice();
if (office === undefined)
  console.log('NOTICE: LibreOffice (soffice) is not installed: the comparison with it is skipped.');

/** UTF-8, every field quoted only where needed, cell contents as shown. */
const CSV = 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,true';
/** Comma, quotes, UTF-8; column 2 and 1 as text, 4 as a date, the rest as it comes. */
const IN = 'CSV:44,34,76,1,1/2/2/2/3/2/4/5,0,false,true';

function grid(sheet: ReadSheet | undefined): string[][] {
  return (sheet?.rows ?? []).map(({ row, cells }) => [String(row), ...cells]);
}

const SOURCE = [
  '户编号,证件号码,姓名,识别时间,人均纯收入,备注',
  '5010000123456789,411525199001011234,张三,2019-03-01,3218.50,"逗号,在内"',
  ',,,,,',
  '5010000123456790,41152519900101123X,"李 ""四""",2020-02-29,0,"两行\n文字"',
].join('\n');

test.skipIf(office === undefined).each(['xlsx', 'xls', 'html'])(
  'a workbook that LibreOffice writes as %s is read as it was',
  async (kind) => {
    const bytes = await convert(Buffer.from(SOURCE), 'csv', kind, IN);
    const [sheet] = await collect(bytes);
    const rows = grid(sheet);
    expect(rows[0]).toEqual(['1', '户编号', '证件号码', '姓名', '识别时间', '人均纯收入', '备注']);
    expect(rows[1]?.slice(3, 5)).toEqual(['张三', kind === 'html' ? expect.anything() : '2019-03-01']);
    expect(rows[1]?.[6]).toBe('逗号,在内');
    expect(rows.map(([row]) => row)).toEqual(['1', '2', '4']);
    expect(rows[2]?.[3]).toBe('李 "四"');
  },
  120_000,
);

test.skipIf(office === undefined)(
  'what LibreOffice shows of an odd workbook is what is read',
  async () => {
    const styles = stylesFor([
      'General',
      'yyyy\\-mm\\-dd',
      '@',
      '000000',
      'yyyy\\-mm\\-dd\\Thh:mm:ss',
      'yyyy"年"m"月"',
    ]);
    const strings =
      '<si><t>固始县</t></si><si><r><t>张</t></r><r><t xml:space="preserve"> 三</t></r><rPh sb="0" eb="1"><t>zhang</t></rPh></si><si><t>  两端  </t></si><si><t xml:space="preserve">  保留  </t></si>';
    const sheet = [
      '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c><c r="D1" t="s"><v>3</v></c></row>',
      '<row r="3"><c r="A3"><v>0.30000000000000004</v></c><c r="B3" s="1"><v>43525</v></c><c r="C3" s="3"><v>123</v></c><c r="D3" s="4"><v>43525.354166666664</v></c><c r="F3" t="b"><v>1</v></c><c r="G3" t="e"><v>#N/A</v></c></row>',
      '<row r="4"><c t="inlineStr"><is><t>内联</t></is></c><c t="str"><f>"甲"&amp;"乙"</f><v>甲乙</v></c><c><f>1+1</f><v>2</v></c></row>',
    ].join('');
    const bytes = rawBook({ styles, strings, sheet });
    const [shown] = await collect(await convert(bytes, 'xlsx', CSV));
    const [read] = await collect(bytes);
    expect(grid(read)).toEqual(grid(shown));
  },
  120_000,
);
