import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { IntakeBatch, IntakeEnd } from './intake-types.ts';
import { COUNTRY, regionCode } from '../region/code.ts';
import { createIntake, type IntakeOptions } from './intake.ts';
import type { SheetEvent } from './sheet.ts';
import { BASE, HEADER, identity, line, options, person, table } from './test-sheets.ts';

interface Read extends IntakeEnd {
  readonly all: IntakeBatch;
}

/** Reads everything in chunks of `size` events, and puts the parts together. */
function read(events: readonly SheetEvent[], over: Partial<IntakeOptions> = {}, size = 1000): Read {
  const intake = createIntake({ ...options, ...over });
  const parts: IntakeBatch[] = [];
  for (let at = 0; at < events.length; at += size) parts.push(intake.push(events.slice(at, at + size)));
  const end = intake.finish();
  parts.push(end.rest);
  return {
    ...end,
    all: {
      rows: parts.flatMap(({ rows }) => rows),
      faults: [...parts.flatMap(({ faults }) => faults), ...end.faults],
      repairs: parts.flatMap(({ repairs }) => repairs),
      notes: parts.flatMap(({ notes }) => notes),
    },
  };
}

const where = ({ all }: Read): string[] =>
  all.faults.map(({ rule, column, row }) => `${rule} ${column}${row}`);

describe('a sheet', () => {
  it('lists what stands under merged cells, and does not read it', () => {
    const under = (row: number, cells: readonly string[], column: number, text: string): SheetEvent => {
      const event = line(row, cells);
      return event.type === 'row' ? { ...event, covered: [{ column, text }] } : event;
    };
    const health = HEADER.indexOf('健康状况');
    const result = read([
      ...table('Sheet1', [HEADER], 1),
      under(2, person(1, { 健康状况: '' }), health, '残疾'),
      under(
        3,
        HEADER.map(() => ''),
        health,
        '患有大病',
      ),
    ]);
    expect(result.all.repairs).toMatchObject([
      { row: 2, column: 'K', field: 'person.health', from: '残疾', to: '', how: 'under-merge' },
      { row: 3, column: 'K', field: 'person.health', from: '患有大病', to: '', how: 'under-merge' },
    ]);
    expect(result).toMatchObject({ rows: 1 });
    expect(result.all.rows[0]?.values).not.toContain('残疾');
  });

  it('passes over sums between the villages and the header printed again, each of its lines', () => {
    const sum = (column: string, text: string): string[] =>
      HEADER.map((header) => (header === column ? text : header === '县' ? '固始县' : ''));
    const half = HEADER.length / 2;
    const result = read([
      ...table('Sheet1', [
        HEADER.map((text, i) => (i < half ? text : i === half ? '其他情况' : '')),
        HEADER.map((text, i) => (i < half ? '' : text)),
        person(1),
        sum('村', '红花村小计'),
        sum('姓名', '小计'),
        HEADER.map((text, i) => (i < half ? text : i === half ? '其他情况' : '')),
        HEADER.map((text, i) => (i < half ? '' : text)),
        person(2, { 与户主关系: '之子', 姓名: '张小' }),
        HEADER.map((header) => (header === '姓名' ? '以下空白' : '')),
      ]),
    ]);
    expect(result.all.notes.map(({ row, kind }) => [row, kind])).toEqual([
      [4, 'total'],
      [5, 'total'],
      [6, 'header-again'],
      [7, 'header-again'],
      [9, 'remark'],
    ]);
    expect(result.rows).toBe(2);
    expect(result.all.faults).toEqual([]);
  });

  it('tells of a column that holds something and has no name, once', () => {
    const result = read(
      table('Sheet1', [HEADER, [...person(1), '', '待核实'], [...person(2), '', '待核实']]),
    );
    expect(where(result).filter((fault) => fault.startsWith('column'))).toEqual(['column-unnamed N1']);
  });

  it('tells what differs from another cell as it stands in the file', () => {
    const result = read(table('Sheet1', [HEADER, person(1, { 出生日期: '1971.1', 性别: '女性' })]));
    expect(result.all.faults.map(({ rule, value }) => [rule, value])).toEqual([
      ['birth-differs', '1971.1'],
      ['sex-differs', '女性'],
    ]);
  });

  it('tells once of a column that its cells are numbers where text belongs, when no digit is another for it', () => {
    const number = HEADER.indexOf('户编号');
    const typed = (n: number): SheetEvent => {
      const event = line(n + 1, person(n));
      if (event.type !== 'row') return event;
      return { ...event, kinds: event.kinds.slice(0, number) + 'n' + event.kinds.slice(number + 1) };
    };
    const { all } = read([...table('Sheet1', [HEADER], 1), typed(1), typed(2), typed(3)]);
    expect(all.repairs).toMatchObject([{ row: 2, field: 'household.household_no', how: 'text-as-number' }]);
    expect(all.rows.every(({ bad }) => !bad)).toBe(true);
  });

  it('is read under titles and numbers of columns, without totals, remarks, signatures, empty lines, the header again', () => {
    const events: SheetEvent[] = [
      ...table('Sheet1', [['固始县人口信息表']], 1).slice(0, 2),
      line(3, HEADER),
      line(
        4,
        HEADER.map((_, i) => String(i + 1)),
      ),
      line(5, person(1)),
      line(6, ['', '', '']),
      line(7, person(2, { 姓名: '李 四', 与户主关系: '妻子', 出生日期: '1970.1.1' })),
      line(8, HEADER),
      line(9, person(3, { 与户主关系: '之子' })),
      line(10, ['合 计', '', '', '', '', '3人']),
      line(12, ['注：数据截至 11 月']),
      line(13, ['', '填表人：王五', '', '审核人：']),
      line(14, ['2.户编号由系统生成。']),
      line(15, ['', '第二部分']),
      line(16, ['', '', '', '3、人编号不得为空']),
      line(17, ['第1页', '共3页']),
      line(18, [' ', '', '\u3000']),
      line(19, ['', '', '红花村小计（3人）', '', '', '', '', '', '3']),
    ];
    const result = read(events);
    expect(where(result)).toEqual([]);
    expect(result.sheets).toMatchObject([
      { form: 'person-47', state: 'imported', headerRow: 3, rows: 3, good: 3, bad: 0, missing: [] },
    ]);
    expect(result.all.notes.map(({ row, kind }) => [row, kind])).toEqual([
      [1, 'title'],
      [4, 'column-numbers'],
      [8, 'header-again'],
      [10, 'total'],
      [12, 'remark'],
      [13, 'remark'],
      [14, 'remark'],
      [15, 'remark'],
      [16, 'remark'],
      [17, 'remark'],
      [19, 'total'],
    ]);
    expect(result.all.rows.map(({ row, region, bad }) => [row, region, bad])).toEqual([
      [5, BASE.village, false],
      [7, BASE.village, false],
      [9, BASE.village, false],
    ]);
    expect(result.all.repairs.map(({ column, row, how }) => `${how} ${column}${row}`)).toEqual([
      'inner-space F7',
      'old-name H7',
      'date-shape J7',
    ]);
  });

  it('gives the same however it is cut into batches', () => {
    const rows = Array.from({ length: 90 }, (_, i) =>
      person(i, i % 7 === 0 ? { 证件号码: '1' } : i % 5 === 0 ? { 姓名: '' } : {}),
    );
    const events = [
      ...table('甲', [HEADER, ...rows]),
      ...table('乙', [['说明']]),
      ...table('丙', [HEADER, ...rows.slice(0, 5)]),
    ];
    const whole = read(events);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 120 }), (size) => {
        const cut = read(events, {}, size);
        expect(cut.all).toEqual(whole.all);
        expect(cut.sheets).toEqual(whole.sheets);
      }),
      { numRuns: 25 },
    );
  });

  it('gives the same values whatever the order of its columns', () => {
    const rows = Array.from({ length: 5 }, (_, i) => person(i));
    const values = read(table('甲', [HEADER, ...rows])).all.rows.map((row) => row.values);
    fc.assert(
      fc.property(
        fc.shuffledSubarray(
          HEADER.map((_, i) => i),
          { minLength: HEADER.length },
        ),
        (order) => {
          const turn = (cells: readonly string[]): string[] => order.map((i) => cells[i] ?? '');
          expect(
            read(table('甲', [turn(HEADER), ...rows.map(turn)])).all.rows.map((row) => row.values),
          ).toEqual(values);
        },
      ),
      { numRuns: 25 },
    );
  });

  it('lists a village written otherwise where the sheet has the names of the register, or the first of them', () => {
    const named = (villages: readonly string[]): string[] => {
      const rows = villages.map((village, i) => person(i, { 村: village, 户编号: String(i) }));
      return read(table('甲', [HEADER, ...rows])).all.repairs.map(
        ({ how, column, row }) => `${how} ${column}${row}`,
      );
    };
    expect(named(['红花村村委会', '红花村村委会', '红花村', '孙滩村委会'])).toEqual([
      'place-name C4',
      'place-name C5',
    ]);
    expect(named(['红花村', '红花村', '孙滩村', '孙滩'])).toEqual(['place-name C2']);
  });

  it('lists no repair where the same text stands in another kind of cell', () => {
    const header = [...HEADER, '务工时间（月）'];
    const rows = [
      [...person(1), '0'],
      [...person(2, { 与户主关系: '之子' }), ' 4'],
    ];
    const typed = table('甲', [header, ...rows]).map((event) =>
      event.type === 'row' && event.row === 2 ? { ...event, kinds: `${event.kinds.slice(0, -1)}n` } : event,
    );
    expect(read(typed).all.repairs.map(({ how, column, row }) => [how, column, row])).toEqual([
      ['trimmed', 'M', 3],
    ]);
  });
});

describe('sheets that are not imported', () => {
  it('without a table are a note, hidden ones too, unknown ones wait for the mapping screen', () => {
    const unknown = [
      ['学生资助表'],
      ['序号', '姓名', '身份证号', '学校', '年级'],
      ['1', '张三丰', identity(1), '一小', '三'],
      ['2', '李四', identity(2), '二小', '四'],
    ];
    const result = read([
      ...table('封面', [['固始县'], ['二〇二六年']]),
      ...table('字典', [HEADER, person(1)], 1, true),
      ...table('资助', unknown),
      ...table('空表', []),
    ]);
    expect(result.sheets.map(({ sheet, state, form, rows }) => [sheet, state, form, rows])).toEqual([
      ['封面', 'no-table', null, 0],
      ['字典', 'hidden', null, 0],
      ['资助', 'unknown', null, 2],
      ['空表', 'no-table', null, 0],
    ]);
    expect(result.all.faults).toMatchObject([
      { rule: 'form-unknown', sheet: '资助', row: 2, column: 'A', severity: 'error' },
    ]);
    expect(result.all.notes.map(({ sheet, kind }) => [sheet, kind])).toEqual([
      ['封面', 'no-table'],
      ['字典', 'hidden'],
      ['空表', 'no-table'],
    ]);
    const columns = result.sheets[2]?.columns ?? [];
    expect(columns.map(({ header }) => header)).toEqual(unknown[1]);
    expect(columns[1]?.samples).toEqual(['张**', '李*']);
    expect(JSON.stringify(result.sheets)).not.toContain(identity(1));
    expect(result.acceptable).toBe(false);
  });

  it('show names of places as they are, people’s and numbers masked', () => {
    const { sheets } = read(table('甲', [HEADER, person(1, { 县: '411525', 乡: '13800000000' }), person(2)]));
    const samples = (header: string) =>
      sheets[0]?.columns.find((column) => column.header === header)?.samples;
    expect([samples('县'), samples('乡'), samples('村')]).toEqual([
      ['411525', '固始县'],
      ['13*******00', '陈淋子镇'],
      ['红花村村委会'],
    ]);
    expect(samples('姓名')).toEqual(['张*']);
    expect(samples('证件号码')?.[0]).toMatch(/^41\*{14}\d[\dX]$/);
  });

  it('are imported when somebody chose the form', () => {
    const chosen = { chosen: () => 'person-47' as const };
    const events = table('甲', [
      ['姓名', '证件号码', '杂'],
      ['张三', identity(1), ''],
    ]);
    const { sheets, all } = read(events, chosen);
    expect(sheets[0]).toMatchObject({ form: 'person-47', state: 'imported', rows: 1, good: 0 });
    expect(all.faults.filter(({ rule }) => rule === 'column-missing').length).toBe(sheets[0]?.missing.length);
  });

  it('refuse all rows when a required column is missing or stands twice, and say so once', () => {
    const without = (cells: readonly string[]): string[] => cells.filter((_, i) => i !== 6);
    const missing = read(table('甲', [without(HEADER), without(person(1)), without(person(2))]), {
      chosen: () => 'person-47',
    });
    expect(missing.all.faults.filter(({ severity }) => severity === 'error')).toMatchObject([
      { rule: 'column-missing', field: 'person.identity_no', row: 1 },
    ]);
    expect(missing.all.rows.every(({ bad }) => bad)).toBe(true);
    const twice = read(
      table('甲', [
        [...HEADER, '姓名'],
        [...person(1), '张三'],
      ]),
    );
    expect(where(twice)).toEqual(['column-twice M1']);
    expect(twice).toMatchObject({ good: 0, acceptable: false });
  });
});

describe('a file of which nothing is read', () => {
  it.each([
    ['an empty sheet', table('甲', []), 1],
    ['a letter', table('甲', [['固始县'], ['二〇二六年']]), 1],
    ['a header alone', table('甲', [['人口表'], HEADER]), 2],
    ['a hidden sheet', table('甲', [HEADER, person(1)], 1, true), 1],
  ])('says so: %s', (_, events, row) => {
    const { all, acceptable } = read(events);
    expect([acceptable, all.faults]).toMatchObject([
      false,
      [{ rule: 'no-rows', severity: 'error', sheet: '甲', row, column: 'A' }],
    ]);
  });

  it('names each file of an archive that is called a workbook and holds no table', () => {
    const inside = (file: string, events: SheetEvent[]) =>
      events.map((event) => (event.type === 'sheet' ? { ...event, file } : event));
    const { all } = read([
      ...inside('全.zip/一.xlsx', table('甲', [HEADER, person(1)])),
      ...inside('全.zip/二.xlsx', table('乙', [['garbage']])),
      ...inside('全.zip/三.xlsx', [...table('封面', [['固始县']]), ...table('丙', [HEADER, person(2)])]),
      ...inside('全.zip/说明.txt', table('丁', [['请查收']])),
    ]);
    expect(all.faults.filter(({ rule }) => rule === 'file-passed-over')).toMatchObject([
      { file: '全.zip/二.xlsx', sheet: '', severity: 'warning' },
    ]);
  });

  it('does not where somebody has left a sheet out', () => {
    expect(read(table('甲', [HEADER, person(1)]), { chosen: () => 'ignore' }).all.faults).toEqual([]);
  });
});

it('a column that counts the lines is nobody’s fault, nor are lines prepared with a number alone', () => {
  const rows = [['NO.', ...HEADER], ['1', ...person(1)], ['2'], ['3', '']];
  const { all, good, sheets } = read(table('甲', rows));
  expect([good, all.rows.length, all.faults]).toEqual([1, 1, []]);
  expect(sheets[0]?.columns[0]).toMatchObject({ header: 'NO.', ignored: true, to: null });
});

it('a row within which the file breaks off is not taken in, and says where', () => {
  const cut = person(2, { 与户主关系: '之子' }).slice(0, 10);
  const { all, good } = read([...table('甲', [HEADER, person(1)]), { ...line(3, cut), cut: true }]);
  expect([good, all.faults]).toMatchObject([
    1,
    [{ rule: 'row-cut', row: 3, column: 'J', severity: 'error' }],
  ]);
});

describe('cells merged downwards', () => {
  const merged = [0, 1, 2, 3].map((column) => ({ column, from: 2 }));
  const member = (n: number) => person(n, { 县: '', 乡: '', 村: '', 户编号: '', 与户主关系: '之子' });

  it('are read on each of their rows, and listed', () => {
    const { all, good } = read([
      ...table('甲', [HEADER, person(1)]),
      { ...line(3, member(2)), merged },
      { ...line(5, member(3)), merged },
    ]);
    expect([good, all.faults]).toEqual([3, []]);
    expect(all.rows.map(({ region }) => region)).toEqual(Array(3).fill(BASE.village));
    expect(
      all.repairs.filter(({ row }) => row === 5).map(({ how, column, to }) => [how, column, to]),
    ).toEqual([
      ['merged-down', 'A', '固始县'],
      ['merged-down', 'B', '陈淋子镇'],
      ['merged-down', 'C', '红花村村委会'],
      ['merged-down', 'D', '4115250001'],
    ]);
  });

  it('say nothing of a row when they begin in the header or on a line that is no record', () => {
    const above = read([
      ...table('甲', [HEADER]),
      { ...line(2, member(1)), merged: [{ column: 3, from: 1 }] },
    ]);
    expect(where(above)).toContain('required D2');
    const later = read([
      ...table('甲', [HEADER, person(1)]),
      { ...line(4, member(2)), merged: [{ column: 3, from: 3 }] },
    ]);
    expect(where(later)).toContain('required D4');
  });

  it('make no record of a line that holds nothing itself', () => {
    const { all } = read([...table('甲', [HEADER, person(1)]), { ...line(3, ['', ' ']), merged }]);
    expect([all.rows.length, all.faults, all.repairs]).toEqual([1, [], []]);
  });
});

describe('rows by themselves', () => {
  it.each<[string, Partial<Record<(typeof HEADER)[number], string>>, string[]]>([
    ['empty name', { 姓名: '' }, ['required F2']],
    ['dash for a number', { 户编号: '—' }, ['required D2']],
    ['birth', { 出生日期: '1970-01-02' }, ['birth-differs J2']],
    ['sex', { 性别: '女' }, ['sex-differs I2']],
    ['length', { 证件号码: '4115251970' }, ['identity-length G2']],
    ['kinship', { 与户主关系: '邻居' }, ['not-in-list H2']],
    ['village', { 村: '没有村' }, ['place-unknown C2']],
    ['township', { 乡: '' }, ['required B2']],
    ['foreign county', { 县: '商城县' }, ['place-elsewhere A2']],
    ['birth to come', { 出生日期: '2030-01-01' }, ['out-of-range J2', 'birth-differs J2']],
    ['error', { 健康状况: '#N/A' }, ['cell-error K2']],
  ])('%s', (_, change, expected) => {
    const events = table('甲', [HEADER, person(1, change)]);
    const marked = events.map((event) =>
      event.type === 'row'
        ? { ...event, kinds: event.cells.map((text) => (text === '#N/A' ? 'e' : 't')).join('') }
        : event,
    );
    const found = where(read(marked)).filter((fault) => !fault.startsWith('no-head'));
    expect(found.toSorted()).toEqual(expected.toSorted());
  });

  it('fill exactly one of education and enrolment', () => {
    const header = [...HEADER, '文化程度', '在校生状况'];
    const rows = [
      [...person(1), '小学', ''],
      [...person(2, { 与户主关系: '之子' }), '小学', '七年级'],
      [...person(3, { 与户主关系: '之子' }), '', ''],
      [...person(4, { 与户主关系: '之子' }), '神学', ''],
    ];
    expect(where(read(table('甲', [header, ...rows])))).toEqual([
      'schooling-both M3',
      'schooling-both M4',
      'not-in-list M5',
    ]);
  });

  it('say in both languages what is wrong and what would be right', () => {
    const [fault] = read(table('甲', [HEADER, person(1, { 健康状况: '健糠' })])).all.faults;
    expect(fault).toMatchObject({
      field: 'person.health',
      value: '健糠',
      severity: 'error',
      file: '人口.xlsx',
      sheet: '甲',
    });
    expect(fault?.message.zh).toContain('“健糠”不在“健康状况”的可选值中；最接近：健康');
    expect(fault?.message.en).toContain('Health');
  });
});

describe('rows against each other', () => {
  it('say a number that stands twice, with the row and the sheet of the first', () => {
    const first = person(1);
    const result = read([
      ...table('甲', [HEADER, first, person(2, { 与户主关系: '之子', 证件号码: first[6] ?? '' })]),
      ...table('乙', [HEADER, person(3, { 与户主关系: '之子', 人口编号: first[4] ?? '' })]),
    ]);
    expect(
      result.all.faults.map(({ sheet, row, column, rule, message }) => [
        sheet,
        row,
        column,
        rule,
        message.zh,
      ]),
    ).toEqual([
      ['甲', 3, 'G', 'identity-twice-in-file', '证件号码与第 2 行重复'],
      ['乙', 2, 'E', 'person-twice-in-file', '人编号与第 甲!2 行重复'],
    ]);
  });

  it('give a number to nobody where it stands beside two names, when no register is asked afterwards', () => {
    const [no, id] = [person(1)[4] ?? '', person(1)[6] ?? ''];
    const son = { 与户主关系: '之子' };
    const rows = [
      person(1),
      person(2, { ...son, 姓名: '李四', 证件号码: id }),
      person(3, { ...son, 姓名: '王五', 人口编号: no, 证件号码: id }),
      person(4, son),
      // One person twice is one person: the first row counts.
      person(4, son),
      // Wrong in itself already, and told all the same.
      person(5, { ...son, 姓名: '赵六', 健康状况: '健糠' }),
      person(6, { ...son, 姓名: '孙七', 证件号码: person(5)[6] ?? '' }),
    ];
    const beside = (alone: boolean) => {
      const { all, sheets, good, bad } = read(table('甲', [HEADER, ...rows]), { alone });
      const twice = all.faults.filter(({ rule }) => rule.endsWith('-twice-in-file'));
      const told = twice.map(({ row, column, message }) => `${column}${row} ${message.zh}`);
      return { told: told.toSorted(), counts: [good, bad, sheets[0]?.good, sheets[0]?.bad] };
    };
    const later = [
      'E4 人编号与第 2 行重复',
      'E6 人编号与第 5 行重复',
      'G3 证件号码与第 2 行重复',
      'G4 证件号码与第 2 行重复',
      'G6 证件号码与第 5 行重复',
      'G8 证件号码与第 7 行重复',
    ];
    expect(beside(false)).toEqual({ told: later, counts: [2, 5, 2, 5] });
    const first = ['E2 人编号与第 4 行重复', 'G2 证件号码与第 3 行重复', 'G7 证件号码与第 8 行重复'];
    expect(beside(true)).toEqual({ told: [...later, ...first].toSorted(), counts: [1, 6, 1, 6] });
  });

  it('tell a neighbour county’s few rows from a file of several, when no register says whose the file is', () => {
    const places = {
      resolve: ({ county }: { county?: string }) =>
        ({
          region: regionCode(county === '商城县' ? '411524100200' : BASE.village),
          level: 'village',
        }) as const,
    };
    const of = (gushi: number, shangcheng: number) => {
      const rows = Array.from({ length: gushi + shangcheng }, (_, i) =>
        person(i, { 户编号: String(i), 县: i < shangcheng ? '商城县' : '固始县' }),
      );
      const { all, good } = read(table('甲', [HEADER, ...rows]), { scope: COUNTRY, places });
      const told = all.faults.filter(({ rule }) => rule === 'place-elsewhere');
      return [told.map(({ column, row, message }) => [column, row, message.zh]), good];
    };
    const said = '“商城县”是另一个县（411524），其余各行是固始县';
    expect(of(20, 2)).toEqual([
      [
        ['A', 2, said],
        ['A', 3, said],
      ],
      20,
    ]);
    expect(of(2, 1)).toEqual([[['A', 2, said]], 2]);
    expect(of(19, 2)).toEqual([[], 21]);
    expect(of(1, 1)).toEqual([[], 2]);
  });

  it('lets many have a placeholder for a number, and the same person stand in two years', () => {
    const placeholder = { 证件号码: '999999000000000000', 与户主关系: '之子' };
    expect(
      where(read(table('甲', [HEADER, person(1), person(2, placeholder), person(3, placeholder)]))),
    ).toEqual(['identity-placeholder G3', 'identity-placeholder G4']);
    const years = table('甲', [
      [...HEADER, '年度'],
      [...person(1), '2020'],
      [...person(1), '2021'],
    ]);
    expect(where(read(years))).toEqual([]);
  });

  it('find households without a head, with two, in two villages', () => {
    const son = { 与户主关系: '之子' };
    expect(where(read(table('甲', [HEADER, person(1, son), person(2, son)])))).toEqual(['no-head H2']);
    expect(where(read(table('甲', [HEADER, person(1), person(2)])))).toEqual(['two-heads H3']);
    expect(where(read(table('甲', [HEADER, person(1), person(2, { ...son, 村: '孙滩村村委会' })])))).toEqual([
      'household-places-differ C3',
    ]);
    expect(where(read(table('甲', [HEADER, person(1, { 与户主关系: '邻居' })])))).toEqual(['not-in-list H2']);
  });

  it('compare the head named on each row with the head, whichever comes first', () => {
    const son = { 与户主关系: '之子' };
    const rows = [
      person(2, { ...son, 户主姓名: '赵六' }),
      person(1),
      person(3, { ...son, 户主姓名: '钱七' }),
      person(4, son),
    ];
    expect(where(read(table('甲', [HEADER, ...rows])))).toEqual(['head-differs L4', 'head-differs L2']);
  });

  it('count members', () => {
    const header = HEADER.map((text) => (text === '健康状况' ? '人数' : text));
    const rows = [person(1, { 健康状况: '3' }), person(2, { 与户主关系: '之子', 健康状况: '3' })];
    const result = read(table('甲', [header, ...rows]), { chosen: () => 'person-household' });
    expect(result.faults).toMatchObject([
      { rule: 'members-differ', column: 'K', row: 2, value: '3', severity: 'warning' },
    ]);
    expect(result.faults[0]?.message.zh).toBe('家庭人口数为 3，成员行数为 2');
  });

  it('refuse the whole file for one error only when asked', () => {
    const events = table('甲', [HEADER, person(1), person(2, { 与户主关系: '邻居' })]);
    expect(read(events)).toMatchObject({ rows: 2, good: 1, bad: 1, acceptable: true });
    expect(read(events, { allOrNothing: true }).acceptable).toBe(false);
    expect(read(table('甲', [HEADER, person(1)]), { allOrNothing: true }).acceptable).toBe(true);
  });
});
