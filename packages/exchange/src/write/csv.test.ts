import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { bufferSource, readTables } from '../read/index.ts';
import { type CsvOptions, type CsvValue, writeCsv } from './csv.ts';

async function csv(rows: CsvValue[][], options?: CsvOptions): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  await writeCsv(async (chunk) => void chunks.push(chunk), rows, options);
  return Buffer.concat(chunks);
}

describe('writeCsv', () => {
  it('quotes what must be quoted', async () => {
    const bytes = await csv([['a,b', 'say "x"', 'two\nlines', ' blank', 'plain', 1.5, true, null]], {
      encoding: 'utf-8',
    });
    expect(bytes.toString()).toBe('"a,b","say ""x""","two\nlines"," blank",plain,1.5,TRUE,\r\n');
  });

  it('writes in the encoding asked for', async () => {
    expect((await csv([['户主𠮷']])).toString()).toBe('\ufeff户主𠮷\r\n');
    expect((await csv([['户主']], { encoding: 'utf-8' })).toString()).toBe('户主\r\n');
    expect(iconv.decode(await csv([['户主𠮷']], { encoding: 'gb18030' }), 'gb18030')).toBe('户主𠮷\r\n');
    expect((await csv([['户主']], { encoding: 'gb18030' })).toString('hex')).toBe('bba7d6f70d0a');
  });

  it('keeps digits from a spreadsheet that would make another number of them, and our reader takes that off', async () => {
    const rows = [
      ['411525199001011234', '0012', '12345678901', 5, { date: '2021-12-31' }, { digits: '1.50' }],
    ];
    const bytes = await csv(rows, { guardDigits: true });
    const text = '"=""411525199001011234""","=""0012""",12345678901,5,2021-12-31,1.50\r\n';
    expect(bytes.toString()).toBe(`\ufeff${text}`);
    const read: string[][] = [];
    for await (const batch of readTables('a.csv', bufferSource(bytes)))
      for (const event of batch) if (event.type === 'row') read.push([...event.cells]);
    expect(read).toEqual([['411525199001011234', '0012', '12345678901', '5', '2021-12-31', '1.50']]);
    expect((await csv(rows, { encoding: 'utf-8' })).toString()).toMatch(/^411525199001011234,0012,/);
  });

  it('lets no text be taken for a formula, and leaves numbers alone', async () => {
    const rows = [['=1+1', '@x', '-5', '+8613800000000', '-cmd', '＝x', '\t=x', -5]];
    expect((await csv(rows, { encoding: 'utf-8' })).toString()).toBe(
      `'=1+1,'@x,-5,+8613800000000,'-cmd,'＝x,'\t=x,-5\r\n`,
    );
    expect((await csv([['=1']], { encoding: 'utf-8', guardFormulas: false })).toString()).toBe('=1\r\n');
  });
});
