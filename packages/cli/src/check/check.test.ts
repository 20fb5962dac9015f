import type { ChildProcess } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkDigit } from '@mingbai/core';
import { fileSource, readTables } from '@mingbai/exchange';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ended, shellMade, startShell, type Ended } from '../testing.ts';

/** `mingbai check`, as a person or a script runs it. */
const children: ChildProcess[] = [];
let dir: string;
beforeAll(shellMade);
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'mingbai-check-'));
  // Root's database runs as another account, which has to pass through here.
  chmodSync(dir, 0o711);
});
afterAll(() => {
  for (const child of children) child.kill('SIGKILL');
  rmSync(dir, { recursive: true, force: true });
});

function start(args: readonly string[]): ChildProcess {
  const child = startShell(args, { env: { DATABASE_URL: '', MINGBAI_HOME: join(dir, 'home') } });
  children.push(child);
  return child;
}

function run(...args: string[]): Promise<Ended> {
  return ended(start(args));
}

const HEADERS = '县,乡,村,户编号,人口编号,姓名,证件号码,与户主关系,性别,出生日期,民族,健康状况,劳动技能';
const OF = '固始县,陈淋子镇,红花村,4115250000000001';

function file(name: string, ...rows: string[]): string {
  const path = join(dir, name);
  writeFileSync(path, `${[HEADERS, ...rows].join('\n')}\n`);
  return path;
}

/** Of the county, with the check digit. */
function identity(birthAndOrder: string): string {
  const seventeen = `411525${birthAndOrder}`;
  return seventeen + checkDigit(seventeen);
}

const HEAD = `${OF},P1,张三,${identity('19700101001')},户主,男,1970-01-01,汉族,健康,普通劳动力`;
const CHILD = `${OF},P2,张小三,${identity('20150601003')},之子,男,2015-06-01,汉族,健康,普通劳动力`;

/** Of the list in a marked workbook: what stands above it, by its word. */
async function linesAbove(path: string): Promise<Map<string, string>> {
  const lines = new Map<string, string>();
  const source = await fileSource(path);
  for await (const events of readTables(path, source))
    for (const event of events)
      if (event.type === 'row') lines.set(event.cells[0] ?? '', event.cells[1] ?? '');
  await source.close?.();
  return lines;
}

interface Answer {
  readonly rules: number;
  readonly faults: readonly Record<string, unknown>[];
}

describe('of files', { timeout: 240_000 }, () => {
  test('what is wrong: 1, and a document in which each fault is a cell with its rule and what it says', async () => {
    const [wrong, marked] = [file('错.csv', HEAD, CHILD), join(dir, '标.xlsx')];
    const { code, out } = await run('check', wrong, '--on', '2021-12-31', '--json', '--marked', marked);
    expect(code).toBe(1);
    const { faults, rules } = JSON.parse(out) as Answer;
    expect(rules).toBeGreaterThan(200);
    const fault = faults.find(({ rule, field }) => rule === '4-001' && field === 'person.labour_skill');
    expect(Object.keys(fault ?? {}).toSorted()).toEqual([
      'column',
      'field',
      'file',
      'message',
      'row',
      'rule',
      'severity',
      'sheet',
      'value',
    ]);
    expect(fault).toMatchObject({
      file: '错.csv',
      sheet: '错',
      row: 3,
      column: 'M',
      field: 'person.labour_skill',
      value: '普通劳动力',
      severity: 'error',
      message: { zh: expect.stringContaining('无劳动力'), en: expect.stringContaining('No labour') },
    });
    // What a rule says keeps no row out of an import: the marked workbook calls it no error.
    const above = await linesAbove(marked);
    expect([above.get('错误 Errors'), above.get('提醒 Warnings')]).toEqual(['0', '0']);
    expect(above.get('数据规则提示 Data rule hits')).toBe(String(faults.length));
  });

  test('nothing wrong: 0; rows of one household in two files are held against each other: 1', async () => {
    const head = file('户主.csv', HEAD);
    expect(await run('check', head, '--on', '2021-12-31')).toMatchObject({ code: 0 });
    const second = file(
      '又一户主.csv',
      CHILD.replace(',之子,', ',户主,').replace(',普通劳动力', ',无劳动力'),
    );
    const both = await run('check', head, second, '--on', '2021-12-31', '--json');
    expect([both.code, (JSON.parse(both.out) as Answer).faults.map(({ rule }) => rule)]).toEqual([
      1,
      expect.arrayContaining(['2-002']),
    ]);
  });

  test('no such file, or no county: 2, and says so', async () => {
    const missing = await run('check', join(dir, '没有.csv'));
    expect([missing.code, missing.err]).toEqual([2, expect.stringContaining('没有.csv')]);
    expect((await run('check', '--region', '4115')).code).toBe(2);
  });
});

interface Imported {
  readonly imports: {
    readonly sheets: { readonly good: number; readonly bad: number }[];
    readonly counts: { readonly good: number; readonly bad: number };
  }[];
  readonly faults: object[];
}

describe('of a register', { timeout: 400_000 }, () => {
  test('its findings follow, and the same again finds nothing new', async () => {
    const server = start(['serve', '--empty', '--port', '0']);
    const address = await new Promise<string>((done) => {
      let said = '';
      server.stderr?.on('data', (bytes: Buffer) => {
        said += bytes.toString();
        const found = /http:\/\/localhost:\d+/.exec(said)?.[0];
        if (found !== undefined) done(found);
      });
    });
    const setup = {
      county: '411525000000',
      username: 'root',
      name: '吴系统',
      password: 'the first of all 26',
    };
    const response = await fetch(`${address}/api/setup`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(setup),
    });
    expect(response.status).toBe(200);
    server.kill('SIGTERM');
    await new Promise((done) => server.on('close', done));
    const brought = await run('import', file('人口.csv', HEAD, CHILD), '--date', '2021-12-31');
    expect([brought.code, brought.err]).toEqual([0, expect.anything()]);
    const first = await run('check', '--region', '411525', '--on', '2021-12-31', '--json');
    const said = JSON.parse(first.out) as { hits: { rule: string; severity: string }[]; recorded: object };
    expect(first.code).toBe(1);
    expect(said).toMatchObject({ on: '2021-12-31', state: 'done', leftOut: [] });
    expect(said.hits).toContainEqual(expect.objectContaining({ rule: '4-001', hits: 1, severity: 'error' }));
    const again = await run('check', '--region', '411525', '--on', '2021-12-31', '--json');
    expect((JSON.parse(again.out) as typeof said).recorded).toMatchObject({ found: 0, gone: 0, noted: 0 });

    // A row that only the register refuses is told as `--check` tells its faults, and the sheet counts it.
    const elsewhere = HEAD.replace(OF, OF.replace(/.$/, '9')).replace('P1', 'P9');
    const refused = await run('import', file('另一户.csv', elsewhere), '--json', '--date', '2021-12-31');
    expect(refused.code).toBe(1);
    const [job] = (JSON.parse(refused.out) as Imported).imports;
    expect(job?.sheets.map(({ good, bad }) => [good, bad])).toEqual([[0, 1]]);
    expect([job?.counts.good, job?.counts.bad]).toEqual([0, 1]);
    expect((JSON.parse(refused.out) as Imported).faults).toEqual([
      {
        file: '另一户.csv',
        sheet: '另一户',
        row: 2,
        column: 'G',
        field: 'person.identity_no',
        value: expect.any(String),
        rule: 'identity-in-register',
        severity: 'error',
        message: { zh: expect.any(String), en: expect.any(String) },
      },
    ]);
    const many = Array.from({ length: 25 }, (_, n) => elsewhere.replace(/,\d{17}[\dX],/, `,${n},`));
    const plain = await run('import', file('多处.csv', ...many, elsewhere), '--date', '2021-12-31');
    expect(plain.code).toBe(1);
    expect(plain.out.split('\n').filter((line) => line.startsWith('  多处!'))).toHaveLength(20);
    expect(plain.out).toMatch(/…还有 \d+ 条，见 · and \d+ more: --marked OUT/);
  });
});
