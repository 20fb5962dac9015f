import { expect, test } from 'vitest';
import { cellsOf } from '../read/testing/collect.ts';
import { convert, findLibreOffice } from '../read/testing/libreoffice.ts';
import { writeWorkbook } from './workbook.ts';

const office = await findLibreOffice();

async function book(): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  const sheet = {
    name: '清单',
    rows: [
      ['编号', '结果'],
      ['F1-1', ''],
    ],
    headerRow: 1,
    filter: true,
    merges: ['A5:B5'],
    links: [{ cell: 'A2', to: "'清单'!B2" }],
    limits: () => [
      { range: 'A2:A9', fixed: true as const, message: '编号请勿改动' },
      { range: 'B2:B9', choices: ['属实', '不属实'], message: '请选填 "属实" <或> 不属实' },
    ],
  };
  await writeWorkbook(async (chunk) => void chunks.push(Uint8Array.from(chunk)), [sheet], { level: 1 });
  return Buffer.concat(chunks);
}

test('a sheet with limits is read as one without', async () => {
  expect(await cellsOf(await book())).toEqual({ A1: 't:编号', B1: 't:结果', A2: 't:F1-1' });
});

test.skipIf(office === undefined)(
  'another program opens it and keeps the limits',
  { timeout: 120_000 },
  async () => {
    const text = (await convert(await book(), 'xlsx', 'fods')).toString('utf8');
    expect(text).toContain('cell-content-is-in-list(&quot;属实&quot;;&quot;不属实&quot;)');
    expect(text).toContain('编号请勿改动');
    expect(text).toContain('is-true-formula(0)');
  },
);
