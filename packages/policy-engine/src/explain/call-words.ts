import type { Words } from '../problem.ts';

type Say = (first: Words, second: Words, third: Words | undefined) => Words;

/** A function of these as people say it: `zh` and `en` with `1`, `2` and `3` for what it is given. */
function pattern(zh: string, en: string): Say {
  return (first, second, third) => {
    const fill = (text: string, language: 'zh' | 'en'): string =>
      text.replace(/[123]/g, (at) => [first, second, third][Number(at) - 1]?.[language] ?? '');
    return { zh: fill(zh, 'zh'), en: fill(en, 'en') };
  };
}

/** By the name and how much it is given: `count 1`. */
const SAID: Readonly<Record<string, Say>> = {
  'count 1': pattern('1的个数', 'the number of 1'),
  'sum 1': pattern('1的合计', 'the sum of 1'),
  'min 1': pattern('1的最小值', 'the least of 1'),
  'max 1': pattern('1的最大值', 'the greatest of 1'),
  'mean 1': pattern('1的平均值', 'the mean of 1'),
  'median 1': pattern('1的中位数', 'the median of 1'),
  'distinct values 1': pattern('1（重复的只算一次）', '1 (each once)'),
  'string length 1': pattern('1的字数', 'the length of 1'),
  'abs 1': pattern('1的绝对值', 'the size of 1'),
  'not 1': pattern('并非1', 'not 1'),
  'all 1': pattern('1全部成立', 'all of 1 hold'),
  'any 1': pattern('1有一项成立', 'one of 1 holds'),
  'floor 1': pattern('1（舍去小数）', '1 (rounded down)'),
  'ceiling 1': pattern('1（进为整数）', '1 (rounded up)'),
  'floor 2': pattern('1（第 2 位小数以后舍去）', '1 (rounded down to 2 digits)'),
  'ceiling 2': pattern('1（第 2 位小数以后进一）', '1 (rounded up to 2 digits)'),
  'round down 2': pattern('1（第 2 位小数以后舍去）', '1 (rounded down to 2 digits)'),
  'round up 2': pattern('1（第 2 位小数以后进一）', '1 (rounded up to 2 digits)'),
  'round half up 2': pattern('1（四舍五入到小数 2 位）', '1 (rounded to 2 digits)'),
  'decimal 2': pattern('1（取小数 2 位）', '1 (to 2 digits)'),
  'modulo 2': pattern('1除以2的余数', 'the rest of 1 divided by 2'),
  'list contains 2': pattern('1中有2', '1 includes 2'),
  'contains 2': pattern('1含有2', '1 contains 2'),
  'starts with 2': pattern('1以2开头', '1 starts with 2'),
  'ends with 2': pattern('1以2结尾', '1 ends with 2'),
  'matches 2': pattern('1符合格式2', '1 has the form 2'),
  'substring 2': pattern('1从第2个字起', '1 from letter 2 on'),
  'substring 3': pattern('1从第2个字起的3个字', '3 letters of 1 from letter 2 on'),
  'append 2': pattern('1加上2', '1 and 2'),
  'concatenate 2': pattern('1与2合在一起', '1 together with 2'),
  'index of 2': pattern('2在1中的位置', 'where 2 stands in 1'),
  'get value 2': pattern('1的2', '2 of 1'),
  'years and months duration 2': pattern('从1到2的年月', 'the time from 1 to 2'),
  'before 2': pattern('1在2之前', '1 is before 2'),
  'after 2': pattern('1在2之后', '1 is after 2'),
  'includes 2': pattern('1包含2', '1 includes 2'),
  'during 2': pattern('1在2之内', '1 lies within 2'),
  'is 2': pattern('1与2相同', '1 is the same as 2'),
  'odd 1': pattern('1是奇数', '1 is odd'),
  'even 1': pattern('1是偶数', '1 is even'),
  'today 0': pattern('今天', 'today'),
  'now 0': pattern('此刻', 'now'),
};
/** Their one list, or all they are given. */
const OF_ALL: Readonly<Record<string, Words>> = {
  min: { zh: '中最小的', en: 'the least of' },
  max: { zh: '中最大的', en: 'the greatest of' },
  sum: { zh: '的合计', en: 'the sum of' },
  concatenate: { zh: '合在一起', en: 'together' },
};
const NOTHING: Words = { zh: '', en: '' };

/** What a function is of what it is given, without its value: `list contains` of two is `致贫原因中有“因病”`. */
export function callWords(name: string, given: readonly Words[]): Words {
  const [first = NOTHING, second = NOTHING, third] = given;
  const say = SAID[`${name} ${given.length}`];
  if (say) return say(first, second, third);
  const of = OF_ALL[name];
  const zh = given.map((each) => each.zh);
  const en = given.map((each) => each.en);
  if (of) return { zh: `${zh.join('、')}${of.zh}`, en: `${of.en} ${en.join(', ')}` };
  return { zh: `${name}（${zh.join('，')}）`, en: `${name}(${en.join(', ')})` };
}
