import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatValue } from '../../value/format.ts';
import { readTemporal } from '../../value/temporal.ts';
import type { Value } from '../../value/value.ts';
import { Decimal } from '../../value/number.ts';
import { compileModel } from '../compile-model.ts';
import { prepareProgram } from '../decide.ts';
import { readModel } from '../read.ts';
import { analyseTable, type TableAnalysis, tablesOf } from './analyse.ts';

const TYPES = { 年龄: 'number', 户类: 'string', 入学: 'date', 在校: 'boolean' } as const;
type Name = keyof typeof TYPES;

/** A table over some of the inputs; a row is its cells and its outcome. */
async function tableOf(hit: string, names: readonly Name[], rows: readonly (readonly string[])[], more = '') {
  const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  const cell = (kind: string, text: string) => `<${kind}Entry><text>${escaped(text)}</text></${kind}Entry>`;
  const inputs = [...Object.entries(TYPES), ['线', 'number']];
  const xml = `<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="m" name="M" namespace="urn:t">
    ${inputs.map(([name, type], at) => `<inputData id="i${at}" name="${name}"><variable name="${name}" typeRef="${type}"/></inputData>`).join('')}
    <decision id="d" name="D"><variable name="D"/>
    ${inputs.map((_, at) => `<informationRequirement><requiredInput href="#i${at}"/></informationRequirement>`).join('')}
    <decisionTable hitPolicy="${hit}">${names.map((name) => `<input label="${name}"><inputExpression><text>${name}</text></inputExpression>${more}</input>`).join('')}<output/>
    ${rows
      .map(
        (row) =>
          `<rule>${row
            .slice(0, -1)
            .map((text) => cell('input', text))
            .join('')}${cell('output', row.at(-1) ?? '')}</rule>`,
      )
      .join('')}
    </decisionTable></decision></definitions>`;
  const { program, problems } = compileModel(await readModel(xml));
  expect(problems).toEqual([]);
  const decider = prepareProgram(program);
  const [found] = tablesOf(program);
  if (!found) throw new Error('no table');
  return {
    analyse: (facts: ReadonlyMap<string, Value> = new Map()): TableAnalysis =>
      analyseTable(found.table, facts),
    hits: (facts: ReadonlyMap<string, Value>): number[] =>
      decider
        .decide('urn:t#d', facts)
        .tables.flatMap(({ rows: told }) => told.flatMap(({ row, hit: is }) => (is ? [row] : []))),
  };
}

function said({ findings }: TableAnalysis): string[] {
  return findings.map(
    ({ kind, rows, example }) =>
      `${kind} ${rows.map((row) => row + 1).join('+')} ${example.map(({ input, value }) => `${input.label}=${formatValue(value)}`).join(' ')}`,
  );
}

test('what lies between two rows, before the first and after the last is left open', async () => {
  const table = await tableOf(
    'UNIQUE',
    ['年龄'],
    [
      ['[0..16)', '1'],
      ['(16..60]', '2'],
    ],
  );
  expect(said(table.analyse())).toEqual(['gap  年龄=-1', 'gap  年龄=16', 'gap  年龄=61']);
});

test('two rows that one value hits are told with it; a table without faults tells nothing', async () => {
  const twice = await tableOf(
    'UNIQUE',
    ['年龄'],
    [
      ['<= 16', '1'],
      ['>= 16', '2'],
    ],
  );
  expect(said(twice.analyse())).toEqual(['overlap 1+2 年龄=16']);
  const right = await tableOf(
    'UNIQUE',
    ['年龄'],
    [
      ['< 16', '1'],
      ['>= 16', '2'],
    ],
  );
  expect(right.analyse()).toEqual({ findings: [], unsure: [] });
});

test('bounds that are figures are those in force', async () => {
  const table = await tableOf(
    'FIRST',
    ['年龄'],
    [
      ['< 线', '1'],
      ['> 线', '2'],
      ['> 9000', '3'],
    ],
  );
  expect(said(table.analyse(new Map([['线', new Decimal(7300)]])))).toEqual([
    'gap  年龄=7300',
    'hidden 3 年龄=9001',
  ]);
  expect(table.analyse().unsure.map(({ en }) => en)).toEqual(['Conditions depend on other facts: 线']);
});

test('an example names only what matters', async () => {
  const table = await tableOf(
    'FIRST',
    ['户类', '在校', '年龄'],
    [
      ['"一般"', '-', '-', '1'],
      ['not("一般")', 'true', '-', '2'],
    ],
  );
  expect(said(table.analyse())).toEqual(['gap  户类=… 在校=false']);
});

test('rows that agree do not conflict where all may hit', async () => {
  const table = await tableOf(
    'ANY',
    ['年龄'],
    [
      ['< 20', '1'],
      ['> 10', '1'],
      ['> 15', '2'],
    ],
  );
  expect(said(table.analyse())).toEqual(['conflict 1+3 年龄=17.5', 'conflict 2+3 年龄=17.5']);
});

test('blank counts where a row asks for it', async () => {
  const table = await tableOf(
    'FIRST',
    ['年龄'],
    [
      ['null', '0'],
      ['>= 0', '1'],
      ['< 0', '2'],
    ],
  );
  expect(table.analyse()).toEqual({ findings: [], unsure: [] });
});

test('days on their bounds', async () => {
  const table = await tableOf(
    'UNIQUE',
    ['入学'],
    [
      ['< date("2020-01-01")', '1'],
      ['> date("2020-01-01")', '2'],
    ],
  );
  expect(said(table.analyse())).toEqual(['gap  入学=2020-01-01']);
});

test('values that are not allowed leave no gap', async () => {
  const rows = [
    ['"甲"', '1'],
    ['"乙"', '2'],
  ];
  expect(said((await tableOf('UNIQUE', ['户类'], rows)).analyse())).toEqual(['gap  户类=…']);
  const allowed = '<inputValues><text>"甲", "乙"</text></inputValues>';
  expect(said((await tableOf('UNIQUE', ['户类'], rows, allowed)).analyse())).toEqual([]);
});

test('two columns of one input are one thing', async () => {
  const table = await tableOf(
    'UNIQUE',
    ['年龄', '年龄'],
    [
      ['>= 16', '<= 60', '1'],
      ['< 16', '-', '2'],
      ['-', '> 60', '3'],
    ],
  );
  expect(table.analyse().findings).toEqual([]);
});

test('conditions that compute are told to be unsure', async () => {
  const table = await tableOf(
    'UNIQUE',
    ['年龄'],
    [
      ['? * 2 > 10', '1'],
      ['<= 5', '2'],
    ],
  );
  expect(table.analyse().unsure).toHaveLength(1);
});

const number = fc.integer({ min: 0, max: 12 });
const tests: { readonly [name in Name]: fc.Arbitrary<string> } = {
  年龄: fc.oneof(
    fc.constant('-'),
    fc.tuple(fc.constantFrom('<', '<=', '>', '>='), number).map(([sign, bound]) => `${sign} ${bound}`),
    fc
      .tuple(fc.constantFrom('[', '('), number, fc.integer({ min: 0, max: 6 }), fc.constantFrom(']', ')'))
      .map(([open, low, width, close]) => `${open}${low}..${low + width}${close}`),
    fc.array(number, { minLength: 1, maxLength: 3 }).map((list) => list.join(', ')),
    fc.tuple(number, number).map(([a, b]) => `not(${a}, > ${b})`),
  ),
  户类: fc.constantFrom('-', '"甲"', '"乙", "丙"', 'not("甲")', 'not("乙", "丙")'),
  在校: fc.constantFrom('-', 'true', 'false'),
  入学: fc.constantFrom(
    '-',
    '< date("2020-01-01")',
    '>= date("2020-01-01")',
    '[date("2019-05-01")..date("2020-01-01")]',
  ),
};
const some: { readonly [name in Name]: fc.Arbitrary<Value> } = {
  年龄: fc.integer({ min: -2, max: 40 }).map((n) => new Decimal(n).div(2)),
  户类: fc.constantFrom('甲', '乙', '丙', '丁'),
  在校: fc.boolean(),
  入学: fc
    .constantFrom('2019-04-30', '2019-05-01', '2019-12-31', '2020-01-01', '2030-01-01')
    .map((text) => readTemporal(text) ?? null),
};

const tables = fc
  .uniqueArray(fc.constantFrom(...(Object.keys(TYPES) as Name[])), { minLength: 1, maxLength: 3 })
  .chain((names) =>
    fc.record({
      names: fc.constant(names),
      rows: fc.array(fc.tuple(...names.map((name) => tests[name]), fc.constantFrom('1', '2')), {
        minLength: 1,
        maxLength: 5,
      }),
      asked: fc.array(fc.tuple(...names.map((name) => some[name])), { minLength: 20, maxLength: 20 }),
      hit: fc.constantFrom('UNIQUE', 'FIRST', 'ANY'),
    }),
  );

test('what is found is so, and nothing else is: random tables, random values', async () => {
  await fc.assert(
    fc.asyncProperty(tables, async ({ names, rows, asked, hit }) => {
      const table = await tableOf(hit, names, rows);
      // A table that stops at the first row does not tell of the others: asked of one that does not.
      const open = await tableOf('COLLECT', names, rows);
      const { findings, unsure } = table.analyse();
      expect(unsure).toEqual([]);
      const given = asked.map(
        (values) => new Map(names.map((name, at) => [name as string, values[at] ?? null])),
      );
      for (const { kind, rows: told, example } of findings) {
        const shown = new Map<string, Value>(example.map(({ input, value }) => [input.label, value]));
        if (kind === 'gap') {
          // Whatever the inputs are that it does not name.
          for (const facts of given) expect(open.hits(new Map([...facts, ...shown]))).toEqual([]);
        } else if (kind === 'hidden') {
          for (const facts of given) expect(table.hits(facts)).not.toEqual(told);
        } else expect(open.hits(shown)).toEqual(expect.arrayContaining([...told]));
      }
      const kinds = findings.map(({ kind }) => kind);
      for (const facts of given) {
        const hits = open.hits(facts);
        if (hits.length === 0) expect(kinds).toContain('gap');
        if (hit === 'UNIQUE' && hits.length > 1) expect(kinds).toContain('overlap');
      }
      if (hit === 'FIRST') {
        const spoken = new Set(given.flatMap((facts) => table.hits(facts)));
        const hidden = findings.filter(({ kind }) => kind === 'hidden').flatMap((one) => one.rows);
        expect(hidden.filter((row) => spoken.has(row))).toEqual([]);
      }
    }),
    { numRuns: 60 },
  );
});
