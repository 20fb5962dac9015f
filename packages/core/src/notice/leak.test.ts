import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkDigit } from '../import/identity.ts';
import { findLeaks, type LeakKind } from './leak.ts';

const kinds = (text: string, context = {}) => findLeaks(text, context).map(({ kind }) => kind);

describe('what may not hang out', () => {
  test.each<[string, LeakKind[]]>([
    ['张三，411525199003070019，三组', ['identity']],
    ['４１１５２５１９９００３０７００１９', ['identity']],
    ['4115 2519 9003 0700 19', ['identity']],
    ['411525900307001', ['identity']],
    ['证号4115**********0019', ['identity']],
    ['残疾证 41152519900307001943', ['illness', 'identity']],
    ['电话13812345678', ['phone']],
    ['138-1234-5678', ['phone']],
    ['138****5678', ['phone']],
    ['一三八一二三四五六七八', ['phone']],
    ['+86 138 1234 5678', ['phone']],
    ['0376-4961234', ['phone']],
    ['6217 0024 1000 1234 567', ['account']],
    ['一卡通 622848001234567', ['account']],
    ['李四因病致贫', ['illness']],
    ['母亲患有糖尿病，常年卧床', ['illness', 'illness', 'illness']],
    ['二级残疾', ['illness']],
    ['其子8岁，在读小学三年级', ['minor', 'minor', 'minor']],
    ['孙子十二岁', ['minor']],
    ['1990年3月7日出生', ['birth']],
    ['出生日期：1990-03-07', ['birth']],
  ])('%s', (text, expected) => expect(kinds(text)).toEqual(expected));

  test.each([
    '固始县武庙集镇锁口村监测对象公示，公示期2026年11月22日至2026年11月27日',
    '共30户117人，经村民代表会议评议，应到45人、实到41人，同意39票',
    '根据《关于建立贫困退出机制的意见》（中办发〔2016〕16号）',
    '大病保险、大病救助由医保部门办理；残疾人联合会负责发证',
    '不要盲目扩大规模，18岁以上劳动力2人，60岁老人1人，28岁1人',
    '人均纯收入 12,345.67 元',
    '3组 5人 一般农户',
  ])('passes: %s', (text) => expect(kinds(text)).toEqual([]));

  test('its own telephone may stand there, another may not', () => {
    const text = '监督电话：0376-4961234，手机13812345678';
    expect(kinds(text, { allowed: ['0376-4961234'] })).toEqual(['phone']);
  });

  test('a child is known by name', () => {
    expect(findLeaks('王小明同学家', { minors: ['王小明'] })).toEqual([{ kind: 'minor', start: 0, end: 3 }]);
  });
});

const digits = (length: number) =>
  fc
    .array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length })
    .map((all) => all.join(''));
const card = fc
  .tuple(
    fc.constantFrom('411525', '360732', '520181', '620102'),
    fc.date({ min: new Date('1930-01-01'), max: new Date('2025-12-31'), noInvalidDate: true }),
    digits(3),
  )
  .map(([area, born, order]) => {
    const body = `${area}${born.toISOString().slice(0, 10).replaceAll('-', '')}${order}`;
    return body + checkDigit(body);
  })
  .filter((number) => !number.endsWith('000'));
const phone = fc
  .tuple(fc.constantFrom('13', '15', '17', '18', '19'), digits(9))
  .map((parts) => parts.join(''));
const wide = (text: string) => text.replace(/\d/g, (digit) => String.fromCodePoint(0xff10 + Number(digit)));
const written = (number: fc.Arbitrary<string>) =>
  fc
    .tuple(number, fc.constantFrom('', ' ', '-', '．'), fc.boolean(), fc.integer({ min: 3, max: 6 }))
    .map(([text, between, isWide, every]) => {
      const spaced = text.replace(new RegExp(`(.{${every}})(?=.)`, 'g'), `$1${between}`);
      return isWide ? wide(spaced) : spaced;
    });
const around = fc.constantFrom('', '户主张三，', '备注：', '（见附件）', '三组；');

test('a number is found however it is written and wherever it stands', () => {
  const cases = fc.oneof(
    fc.tuple(written(card), fc.constant<LeakKind>('identity')),
    fc.tuple(written(phone), fc.constant<LeakKind>('phone')),
  );
  fc.assert(
    fc.property(around, cases, around, (before, [number, kind], after) => {
      const [leak, ...others] = findLeaks(`${before}${number}${after}`);
      expect(others).toEqual([]);
      expect(leak).toEqual({ kind, start: before.length, end: before.length + number.length });
    }),
    { numRuns: 500 },
  );
});
