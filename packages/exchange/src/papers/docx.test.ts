import type { PaperModel } from '@mingbai/core';
import { describe, expect, test } from 'vitest';
import { cellsOf } from '../read/testing/collect.ts';
import { convert, findLibreOffice } from '../read/testing/libreoffice.ts';
import { writePaperDocx } from './docx.ts';
import { writePaperWorkbook } from './xlsx.ts';

const office = await findLibreOffice();
const paper: PaperModel = {
  title: '户档',
  contents: false,
  parts: [
    {
      title: '花名册',
      level: 1,
      size: 'A4',
      landscape: true,
      onePage: false,
      note: '户编号 41152500750001',
      blocks: [
        { kind: 'title', text: '花名册 <&>' },
        {
          kind: 'grid',
          widths: [2, 3],
          rows: [
            [
              { text: '户主', label: true },
              { text: '张𠮷', lines: 3, foot: '签字：' },
            ],
          ],
        },
        {
          kind: 'table',
          size: 'small',
          columns: [
            { title: '姓名', width: 2, align: 'left' },
            { title: '证件号码', width: 3, align: 'left' },
            { title: '金额（元）', width: 2, align: 'right' },
          ],
          rows: [['=李四', '41302619800206151X', '12,345.60']],
        },
        { kind: 'code', text: 'https://mingbai.example.cn/open/notice/abc', caption: '扫码' },
        { kind: 'signatures', labels: ['户主', '责任人'], dated: true },
      ],
    },
  ],
};

async function written(write: typeof writePaperDocx): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  await write(async (chunk) => void chunks.push(Uint8Array.from(chunk)), paper);
  return Buffer.concat(chunks);
}

test('a list goes into a workbook: amounts as numbers, all else as text', async () => {
  expect(await cellsOf(await written(writePaperWorkbook))).toMatchObject({
    A1: 't:花名册',
    A2: 't:姓名',
    A3: 't:=李四',
    B3: 't:41302619800206151X',
    C3: 'n:12345.6',
  });
});

describe.skipIf(office === undefined)('another program opens the document', () => {
  test('text, page and rulings are there', { timeout: 120_000 }, async () => {
    const text = (await convert(await written(writePaperDocx), 'docx', 'fodt')).toString('utf8');
    for (const words of ['花名册 &lt;&amp;&gt;', '张𠮷', '41302619800206151X', '户编号 41152500750001'])
      expect(text).toContain(words);
    expect(text).toContain('style:print-orientation="landscape"');
    expect(text).toContain('<table:table-header-rows>');
    expect(text).toContain('<text:page-count');
    expect(text).toContain('<draw:image');
  });
});
