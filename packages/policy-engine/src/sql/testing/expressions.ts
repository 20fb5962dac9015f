import fc from 'fast-check';
import { TEXTS } from './households.ts';

/** Answers a number below the limit. */
type Choose = (limit: number) => number;

/** What names mean where an expression stands. */
type Scope = 'household' | 'filter' | 'iteration';

type Kind = 'boolean' | 'number' | 'text' | 'date' | 'days' | 'months';

/**
 * FEEL in the names of the world, of every construction that SQL can say. Fractions are only compared with
 * what has an end, and never multiplied: there the interpreter's rounding decides.
 */
export function expressions(kind: Kind): fc.Arbitrary<string> {
  return fc.array(fc.nat(9_999), { minLength: 160, maxLength: 160 }).map((numbers) => {
    let at = 0;
    const choose: Choose = (limit) => (numbers[at++ % numbers.length] ?? 0) % limit;
    return write(kind, 3, 'household', choose);
  });
}

const MEMBER_NAMES: Record<string, readonly string[]> = {
  number: ['年龄', '工资'],
  text: ['姓名'],
  date: ['出生'],
  boolean: ['在校'],
};
const NAMES: Record<string, readonly string[]> = {
  number: ['收入', '支出', '人数', '面积', '监测线'],
  text: ['户主', '地址', '村.村名'],
  date: ['认定', '脱贫', '检查日'],
  boolean: ['低保', '危房'],
};
/** Numbers of one unit only go together. */
const YUAN: Record<Scope, readonly string[]> = {
  household: ['收入', '支出', '监测线'],
  filter: ['工资', '收入', '监测线'],
  iteration: ['m.工资', '收入'],
};
const PLAIN: Record<Scope, readonly string[]> = {
  household: ['人数', '面积', '村.人口'],
  filter: ['年龄', '人数'],
  iteration: ['m.年龄', 'm.年龄', '面积'],
};

function one<T>(from: readonly T[], choose: Choose): T {
  const found = from[choose(from.length)];
  if (found === undefined) throw new Error('nothing to choose from');
  return found;
}

function quoted(text: string): string {
  return JSON.stringify(text);
}

function names(kind: string, scope: Scope): readonly string[] {
  const outer = NAMES[kind] ?? [];
  const inner = MEMBER_NAMES[kind] ?? [];
  if (scope === 'household') return outer;
  return scope === 'filter'
    ? [...inner, ...inner, ...outer.slice(0, 1)]
    : [...inner.map((name) => `m.${name}`), ...outer.slice(0, 1)];
}

function write(kind: Kind, depth: number, scope: Scope, choose: Choose): string {
  const ways = depth <= 0 ? LEAVES[kind] : choose(8) === 0 ? LEAVES[kind] : WAYS[kind];
  return one(ways, choose)(
    (wanted, less = 1, within = scope) => write(wanted, depth - less, within, choose),
    scope,
    choose,
  );
}

type Way = (
  inner: (kind: Kind, less?: number, scope?: Scope) => string,
  scope: Scope,
  choose: Choose,
) => string;

const COMPARE = ['=', '!=', '<', '<=', '>', '>='];
const NUMERALS = ['0', '1', '2', '-1', '3', '0.5', '16', '12.345', '4000.5', '-2.5', '100', '2.125', '0.005'];
const DATES = ['2024-02-29', '2023-12-31', '2000-01-31', '1960-06-30', '2024-03-01'];
const MONTHS = ['P1Y', 'P1M', 'P13M', '-P1Y2M', 'P0M', 'P30Y'];
const DAYS = ['P1D', 'P30D', 'PT36H', '-P1DT1S', 'PT0S', 'P365D'];

const LEAVES: Record<Kind, readonly Way[]> = {
  boolean: [
    (_, scope, choose) => one(names('boolean', scope), choose),
    (_, scope, choose) => `(${one(names('text', scope), choose)} = ${quoted(one(TEXTS, choose))})`,
    (_, scope, choose) =>
      `(${one(scope === 'household' ? ['类型'] : scope === 'filter' ? ['性别', '关系'] : ['m.关系'], choose)} ${one(['=', '!='], choose)} ${one(['"01"', '"02"', 'null'], choose)})`,
    (_, scope, choose) =>
      `(${one(names(one(['number', 'text', 'date', 'boolean'], choose), scope), choose)} ${one(['=', '!='], choose)} null)`,
    (_, scope, choose) => `(${one(PLAIN[scope], choose)} ${one(COMPARE, choose)} ${one(NUMERALS, choose)})`,
    (_, scope, choose) => `(${one(YUAN[scope], choose)} ${one(COMPARE, choose)} ${one(YUAN[scope], choose)})`,
    (_, _scope, choose) =>
      one(
        [
          'true',
          'false',
          'list contains(风险, "01")',
          'list contains(风险, null)',
          '(村 = null)',
          '("02" in 风险)',
          '(count(风险) > 1)',
        ],
        choose,
      ),
  ],
  number: [
    (_, scope, choose) => one(PLAIN[scope], choose),
    (_, scope, choose) => one(PLAIN[scope], choose),
    (_, __, choose) => one(NUMERALS, choose),
  ],
  text: [
    (_, scope, choose) => one(names('text', scope), choose),
    (_, __, choose) => quoted(one(TEXTS, choose)),
  ],
  date: [
    (_, scope, choose) => one(names('date', scope), choose),
    (_, __, choose) => `date("${one(DATES, choose)}")`,
  ],
  days: [(_, __, choose) => `duration("${one(DAYS, choose)}")`],
  months: [(_, __, choose) => `duration("${one(MONTHS, choose)}")`],
};

function list(choose: Choose, inner: (kind: Kind, less?: number, scope?: Scope) => string): string {
  return choose(3) === 0 ? '成员' : `成员[${inner('boolean', 2, 'filter')}]`;
}

const WAYS: Record<Kind, readonly Way[]> = {
  boolean: [
    (inner) => `(${inner('boolean')} and ${inner('boolean')})`,
    (inner) => `(${inner('boolean')} or ${inner('boolean')})`,
    (inner) => `not(${inner('boolean')})`,
    (inner, _, choose) => `(${inner('number')} ${one(COMPARE, choose)} ${inner('number')})`,
    (inner, scope, choose) =>
      `(${one(YUAN[scope], choose)} / ${inner('number', 2)} ${one(COMPARE, choose)} ${one(YUAN[scope], choose)})`,
    (inner, _, choose) => `(${inner('text')} ${one(COMPARE, choose)} ${inner('text')})`,
    (inner, _, choose) => `(${inner('date')} ${one(COMPARE, choose)} ${inner('date')})`,
    (inner, _, choose) => `(${inner('days')} ${one(COMPARE, choose)} ${inner('days')})`,
    (inner, _, choose) => `(${inner('months')} ${one(COMPARE, choose)} ${inner('months')})`,
    (inner) => `(${inner('boolean')} = ${inner('boolean')})`,
    (inner) => `(${inner('number')} between ${inner('number', 2)} and ${inner('number', 2)})`,
    (inner, _, choose) =>
      `(${inner('number')} in ${one(['[', '('], choose)}${inner('number', 3)}..${inner('number', 3)}${one([']', ')'], choose)})`,
    (inner, _, choose) =>
      `(${inner('number')} in (${one(NUMERALS, choose)}, > ${inner('number', 3)}, [${one(['1', '2'], choose)}..5)))`,
    (inner, _, choose) =>
      `(${inner('text')} in (${quoted(one(TEXTS, choose))}, ${quoted(one(TEXTS, choose))}, ${inner('text', 3)}))`,
    (inner, _, choose) => `(${inner('date')} in [date("1990-01-01")..date("${one(DATES, choose)}")])`,
    (inner, _, choose) => `(${inner('text')} in ["a", ${quoted(one(TEXTS, choose))}, null])`,
    (inner) => `(if ${inner('boolean')} then ${inner('boolean')} else ${inner('boolean')})`,
    (inner, scope, choose) =>
      scope === 'household'
        ? `(${one(['some', 'every'], choose)} m in ${list(choose, inner)} satisfies ${inner('boolean', 1, 'iteration')})`
        : inner('boolean'),
    (inner, scope, choose) =>
      scope === 'household'
        ? `(${one(['some', 'every'], choose)} m in 成员, k in 成员 satisfies ${inner('boolean', 2, 'iteration')} and m.年龄 ${one(COMPARE, choose)} k.年龄)`
        : inner('boolean'),
    (inner, scope) =>
      scope === 'household' ? `list contains(成员.姓名, ${inner('text', 2)})` : `list contains(风险, "01")`,
    (inner, scope) => (scope === 'household' ? `(${inner('text', 2)} in 成员.姓名)` : inner('boolean')),
    (inner, scope, choose) =>
      scope === 'household'
        ? `${one(['any', 'all'], choose)}(for m in 成员 return ${inner('boolean', 2, 'iteration')})`
        : inner('boolean'),
    (inner, _, choose) =>
      `${one(['contains', 'starts with', 'ends with'], choose)}(${inner('text')}, ${inner('text', 2)})`,
    (inner, _, choose) =>
      `matches(${inner('text')}, ${quoted(one(['^[张李].$', '\\d{3,}', '^\\s*[A-Za-z]+\\s*$', "'|\\\\", '[^a-z]', '.\\..', '^(ab|Ab)c?$', '^$', '🦊'], choose))})`,
    (inner, _, choose) => `${one(['odd', 'even'], choose)}(${inner('number')})`,
    (inner) => `is(${inner('number')}, ${inner('number', 2)})`,
  ],
  number: [
    (inner, _, choose) => `(${inner('number')} ${one(['+', '-', '*'], choose)} ${inner('number')})`,
    (inner) => `-(${inner('number')})`,
    (inner, _, choose) => `(${inner('number')} / ${one(['2', '4', '-5', '0.1', '0', '100'], choose)})`,
    (inner, _, choose) => `(${inner('number')} ** ${one(['0', '1', '2', '3'], choose)})`,
    (inner) => `modulo(${inner('number')}, ${inner('number', 2)})`,
    (inner) => `abs(${inner('number')})`,
    (inner, _, choose) => `${one(['floor', 'ceiling'], choose)}(${inner('number')})`,
    (inner, _, choose) =>
      `${one(['floor', 'ceiling', 'decimal', 'round up', 'round down', 'round half up', 'round half down'], choose)}(${inner('number')}, ${one(['0', '1', '2', '-1'], choose)})`,
    (inner, _, choose) =>
      `${one(['decimal', 'round up', 'round down', 'round half up', 'round half down', 'floor', 'ceiling'], choose)}(${inner('number', 2)} / ${inner('number', 2)}, ${one(['0', '1', '2'], choose)})`,
    (inner) => `(if ${inner('boolean')} then ${inner('number')} else ${inner('number')})`,
    (inner) => `(if ${inner('boolean', 2)} then ${inner('number')} else null)`,
    (inner, scope, choose) => (scope === 'household' ? `count(${list(choose, inner)})` : '人数'),
    (inner, scope, choose) =>
      scope === 'household'
        ? `${one(['sum', 'min', 'max'], choose)}(${list(choose, inner)}.年龄)`
        : inner('number'),
    (inner, scope, choose) =>
      scope === 'household'
        ? `${one(['sum', 'min', 'max'], choose)}(for m in 成员 return ${inner('number', 2, 'iteration')})`
        : inner('number'),
    (_inner, scope) => (scope === 'household' ? 'decimal(mean(成员.年龄), 3)' : '人数'),
    (_inner, scope, choose) =>
      scope === 'household'
        ? `count(distinct values(成员.${one(['姓名', '年龄', '关系', '出生'], choose)}))`
        : '人数',
    (inner, _, choose) =>
      `${one(['sum', 'min', 'max'], choose)}(${inner('number', 2)}, ${inner('number', 2)}, ${one(NUMERALS, choose)})`,
    (inner) => `string length(${inner('text')})`,
    (inner, _, choose) => `${inner('date')}.${one(['year', 'month', 'day', 'weekday'], choose)}`,
    (inner, _, choose) => `${one(['day of year', 'week of year'], choose)}(${inner('date')})`,
    (inner, _, choose) => `(${inner('days')}).${one(['days', 'hours', 'minutes'], choose)}`,
    (inner, _, choose) => `(${inner('months')}).${one(['years', 'months'], choose)}`,
    (_inner, scope, choose) =>
      scope === 'household' ? `成员[${one(['1', '2', '-1', '5'], choose)}].年龄` : '人数',
    (inner, scope, choose) =>
      scope === 'household'
        ? `成员[${inner('boolean', 2, 'filter')}][${one(['1', '-1'], choose)}].年龄`
        : '人数',
  ],
  text: [
    (inner) => `(${inner('text')} + ${inner('text')})`,
    (inner, _, choose) =>
      `substring(${inner('text')}, ${one(['1', '2', '-1', '-2', '3', '0', '7'], choose)})`,
    (inner, _, choose) =>
      `substring(${inner('text')}, ${one(['1', '2', '-2', '3'], choose)}, ${one(['1', '2', '0', '9'], choose)})`,
    (inner, _, choose) => `${one(['upper case', 'lower case'], choose)}(${inner('text')})`,
    (inner, _, choose) =>
      `${one(['substring before', 'substring after'], choose)}(${inner('text')}, ${inner('text', 2)})`,
    (inner, _, choose) =>
      `replace(${inner('text')}, ${quoted(one(['\\s+', '[^0-9]', 'b', '\\d', '[张李]'], choose))}, ${quoted(one(['', 'x', '-'], choose))})`,
    (inner) => `(if ${inner('boolean')} then ${inner('text')} else ${inner('text')})`,
    (inner) => `string(${inner('number')})`,
    (inner) => `string(${inner('boolean')})`,
    (inner) => `string(${inner('date')})`,
    (inner, _, choose) => `${one(['day of week', 'month of year'], choose)}(${inner('date')})`,
    (_inner, scope, choose) => (scope === 'household' ? `${one(['min', 'max'], choose)}(成员.姓名)` : '户主'),
    (_inner, scope, choose) => (scope === 'household' ? `成员[${one(['1', '-1'], choose)}].姓名` : '户主'),
  ],
  date: [
    (inner, _, choose) => `(${inner('date')} ${one(['+', '-'], choose)} ${inner('months')})`,
    (inner, _, choose) => `(${inner('date')} ${one(['+', '-'], choose)} ${inner('days')})`,
    (inner) => `(if ${inner('boolean')} then ${inner('date')} else ${inner('date')})`,
    (_inner, scope, choose) => (scope === 'household' ? `${one(['min', 'max'], choose)}(成员.出生)` : '认定'),
    (_inner, _scope, choose) =>
      `date(${one(['2024', '2023', '1900'], choose)}, ${one(['2', '12', '人数'], choose)}, ${one(['29', '31', '人数'], choose)})`,
  ],
  days: [
    (inner) => `(${inner('date')} - ${inner('date')})`,
    (inner, _, choose) => `(${inner('days')} ${one(['+', '-'], choose)} ${inner('days')})`,
    (inner) => `abs(${inner('days')})`,
    (_inner, _scope, choose) => `duration("${one(DAYS, choose)}") * 人数`,
  ],
  months: [
    (inner) => `years and months duration(${inner('date')}, ${inner('date')})`,
    (inner, _, choose) => `(${inner('months')} ${one(['+', '-'], choose)} ${inner('months')})`,
    (inner) => `-(${inner('months')})`,
  ],
};
