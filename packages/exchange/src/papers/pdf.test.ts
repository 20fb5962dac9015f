import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PaperBlock, PaperPart } from '@mingbai/core';
import { describe, expect, test } from 'vitest';
import { missingCharacters } from './missing.ts';
import { paperPdf } from './pdf.ts';
import { qrFields } from './qr.ts';
import { readPdf } from './testing.ts';

const part = (blocks: PaperBlock[], more: Partial<PaperPart> = {}): PaperPart => ({
  title: '扶贫手册',
  level: 1,
  size: 'A4',
  landscape: false,
  onePage: false,
  note: '',
  blocks,
  ...more,
});
const prose = (text: string): PaperBlock => ({
  kind: 'paragraph',
  text,
  indent: true,
  align: 'left',
  size: 'normal',
  bold: false,
});
const list = (rows: string[][]): PaperBlock => ({
  kind: 'table',
  size: 'normal',
  columns: ['姓名', '证件号码', '说明'].map((title) => ({ title, width: 2, align: 'left' })),
  rows,
});
const print = (...parts: PaperPart[]) => paperPdf({ title: '户档', contents: parts.length > 1, parts });

describe('text', () => {
  test('can be searched: rare names, the X of a number, Latin letters', async () => {
    const text = '张𠮷、㐂莹、李㛃，证件号码 41302619800206151X，“明白账”（A4）';
    const { bytes, missing } = await print(part([prose(text)]));
    expect(missing).toEqual([]);
    expect(
      readPdf(bytes)
        .pages[0]?.runs.map((run) => run.text)
        .join(''),
    ).toContain(text);
  });

  test('a character that the face has not stands as its number, and is told', async () => {
    const paper = { title: '', contents: false, parts: [part([prose('王三、赵\ue5e5')])] };
    const { bytes, missing } = await paperPdf(paper);
    expect(missing).toEqual(['\ue5e5']);
    expect(missingCharacters(paper)).toEqual(['\ue5e5']);
    expect(readPdf(bytes).pages[0]?.text).toContain('赵〔U+E5E5〕');
  });

  test('all of GBK is there', () => {
    const decoder = new TextDecoder('gbk');
    const lost: string[] = [];
    for (let lead = 0x81; lead < 0xff; lead += 1) {
      const row = Array.from({ length: 0x7f }, (_, at) => [lead, 0x80 + at]).flat();
      const text = decoder.decode(Uint8Array.from(row)).replace(/[\ufffd\ue000-\uf8ff\u0080-\u00ff]/g, '');
      lost.push(...missingCharacters({ title: '', contents: false, parts: [part([prose(text)])] }));
    }
    expect(lost.filter((sign) => /\p{Script=Han}/u.test(sign))).toEqual([]);
  });

  test('no line begins with a mark that belongs to the line before, and none leaves the page', async () => {
    const text = '本人承诺，以上情况真实完整；如有隐瞒，愿退回所得（含利息）。“知悉”'.repeat(12);
    const { pages } = readPdf((await print(part([prose(text)]))).bytes);
    const lines = pages.flatMap(({ runs }) => runs).filter(({ size }) => size === 12);
    expect(lines.length).toBeGreaterThan(5);
    for (const line of lines) {
      expect(line.text).not.toMatch(/^[，。；）”]/);
      expect(line.text).not.toMatch(/[（“]$/);
      expect(line.x).toBeGreaterThan(60);
    }
    expect(lines.map((line) => line.text).join('')).toBe(text);
  });
});

describe('pages', () => {
  test('a long list has its head on every page and loses no row', async () => {
    const rows = Array.from({ length: 90 }, (_, at) => [`户主${at}`, '4115**********1234', '']);
    const { pages } = readPdf((await print(part([list(rows)]))).bytes);
    expect(pages.length).toBeGreaterThan(2);
    for (const [at, page] of pages.entries()) {
      expect(page.runs.filter(({ text }) => text === '证件号码')).toHaveLength(1);
      expect(page.text).toContain(`第 ${at + 1} 页 共 ${pages.length} 页`);
      for (const run of page.runs) expect(run.y).toBeGreaterThan(25);
    }
    const text = pages.map((page) => page.text).join('\n');
    for (const [name = ''] of rows) expect(text).toContain(name);
  });

  test('a row higher than a page goes on, on the next', async () => {
    const long = Array.from({ length: 400 }, (_, at) => `第${at}条意见。`).join('');
    const { pages } = readPdf((await print(part([list([['张三', '', long]])]))).bytes);
    expect(pages.length).toBeGreaterThan(1);
    const said = pages
      .flatMap(({ runs }) => runs)
      .map(({ text }) => text)
      .join('');
    for (const at of [0, 199, 399]) expect(said).toContain(`第${at}条意见`);
    for (const run of pages.flatMap(({ runs }) => runs)) expect(run.y).toBeGreaterThan(25);
  });

  test('a signature takes what is signed with it to the next page', async () => {
    const full: PaperBlock = { kind: 'space', lines: 36 };
    const sign: PaperBlock = { kind: 'signatures', labels: ['户主'], dated: true };
    const { pages } = readPdf((await print(part([full, prose('本户认可。'), sign]))).bytes);
    expect(pages).toHaveLength(2);
    expect(pages[1]?.text).toContain('本户认可。');
    expect(pages[1]?.text).toContain('户主：');
  });

  test('a paper of one page is set smaller until it fits', async () => {
    const rows = Array.from({ length: 34 }, (_, at) => [`${at}`, '', '']);
    expect((await print(part([list(rows)]))).pages).toBe(2);
    expect((await print(part([list(rows)], { onePage: true }))).pages).toBe(1);
  });

  test('sizes are exact', async () => {
    const { pages } = readPdf(
      (
        await print(
          part([prose('甲')]),
          part([prose('乙')], { size: 'A3' }),
          part([prose('丙')], { landscape: true }),
        )
      ).bytes,
    );
    const mm = (points: number) => Math.round((points / 72) * 25.4 * 10) / 10;
    expect(pages.map(({ width, height }) => [mm(width), mm(height)])).toEqual([
      [210, 297],
      [210, 297],
      [297, 420],
      [297, 210],
    ]);
  });
});

test('a code is drawn field by field, with what is said beside it', async () => {
  const text = 'https://mingbai.example.cn/open/notice/abc123';
  const { bytes } = await print(part([{ kind: 'code', text, caption: '扫码提出异议' }]));
  const { pages, streams } = readPdf(bytes);
  expect(pages[0]?.text).toContain('扫码提出异议');
  const dark = qrFields(text).flat().filter(Boolean).length;
  const drawn = [...streams.values()].join('\n').match(/ re(?= )/g) ?? [];
  expect(dark).toBeGreaterThan(100);
  expect(drawn).toHaveLength(dark);
});

describe('a file of several papers', () => {
  test('contents and outline lead to where the parts begin', async () => {
    const rows = Array.from({ length: 60 }, (_, at) => [`${at}`, '', '']);
    const { bytes, pages: count } = await print(
      part([list(rows)], { title: '花名册' }),
      part([], { title: '张三' }),
      part([prose('手册')], { title: '扶贫手册', level: 2 }),
    );
    const { pages, objects } = readPdf(bytes);
    expect(pages).toHaveLength(count);
    const contents = (pages[0]?.runs ?? []).map(({ text }) => text);
    const numberOf = (title: string) => Number(contents[contents.indexOf(title) + 2]);
    expect(pages[numberOf('花名册') - 1]?.text).toContain('证件号码');
    expect(numberOf('张三')).toBe(numberOf('扶贫手册'));
    expect(pages[numberOf('扶贫手册') - 1]?.text).toContain('手册');
    const all = [...objects.values()].join('\n');
    const title = Buffer.from('\ufeff张三', 'utf16le').swap16().toString('hex');
    expect(all).toContain(`/Title <${title}>`);
    expect(all).toContain('/StructTreeRoot');
    expect(all).toContain('/Lang (zh-CN)');
  });

  test('the same paper gives the same bytes', async () => {
    const make = () => print(part([prose('同一份文书'), list([['张三', '1', '']])]));
    expect((await make()).bytes.equals((await make()).bytes)).toBe(true);
  });
});

const poppler = spawnSync('pdftotext', ['-v']).status === 0;
describe.skipIf(!poppler)('another program', () => {
  test('reads the text and complains of nothing', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'mingbai-pdf-'));
    try {
      const file = join(folder, 'a.pdf');
      const { bytes } = await print(
        part([prose('张𠮷，41302619800206151X。')]),
        part([list([['李四', '', '']])]),
      );
      writeFileSync(file, bytes);
      const text = spawnSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' });
      expect(text.stderr).toBe('');
      expect(text.stdout).toContain('张𠮷，41302619800206151X。');
      const fonts = execFileSync('pdffonts', [file], { encoding: 'utf8' });
      expect(fonts).toMatch(/\+MingbaiSong\s+CID Type 0C\s+Identity-H\s+yes yes yes/);
      const drawn = spawnSync('pdftoppm', ['-r', '30', '-png', file, join(folder, 'p')], {
        encoding: 'utf8',
      });
      expect([drawn.status, drawn.stderr]).toEqual([0, '']);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
