import type { Words } from '../problem.ts';
import type { Path as PathNode } from '../syntax/names.ts';
import type { Call } from '../syntax/structures.ts';
import type { Arithmetic } from '../syntax/operators.ts';
import { isContext } from '../value/value.ts';
import { entriesIn, entryWords, type Labels, pathWords } from './label.ts';
import type { Origins } from './origin.ts';
import type { Step } from './trace.ts';
import { valueWords } from './value-words.ts';

/** What is needed to speak of the steps of one evaluation. */
export interface Speaker {
  readonly labels: Labels;
  readonly origins: Origins;
  readonly source: string;
}

function quoted(source: string): Words {
  return { zh: `“${source}”`, en: `“${source}”` };
}

/** What the step is about, without its value. */
export function noun(step: Step, speaker: Speaker): Words {
  const { node, value, steps } = step;
  switch (node.kind) {
    case 'fact':
      return entryWords(node.name, speaker.labels.vocabulary);
    case 'variable': {
      const path = speaker.origins(value);
      return path ? pathWords(path, speaker.labels) : { zh: node.name, en: node.name };
    }
    case 'path':
      return pathNoun(node, steps[0], speaker);
    case 'null':
    case 'number':
    case 'string':
    case 'code':
    case 'boolean':
    case 'temporal':
      return valueWords(value, node.type);
    case 'arithmetic':
      return arithmeticNoun(node, steps, speaker);
    case 'negation': {
      const [operand] = steps;
      const words = operand ? noun(operand, speaker) : quoted('');
      return { zh: `负的${words.zh}`, en: `minus ${words.en}` };
    }
    case 'call':
      return callNoun(node, steps, speaker);
    case 'filter': {
      const [list] = steps;
      const words = list ? noun(list, speaker) : quoted('');
      const held = speaker.source.slice(node.predicate.from, node.predicate.to);
      return { zh: `${words.zh}中“${held}”者`, en: `${words.en} with “${held}”` };
    }
    default:
      return quoted(speaker.source.slice(node.from, node.to));
  }
}

/** What the step is about with its value after it; a literal is its value. */
export function phrase(step: Step, speaker: Speaker): Words {
  const { node, value } = step;
  const words = noun(step, speaker);
  if (['null', 'number', 'string', 'code', 'boolean', 'temporal'].includes(node.kind)) return words;
  const is = valueWords(value, node.type);
  return { zh: `${words.zh}（${is.zh}）`, en: `${words.en} (${is.en})` };
}

const PROPERTIES: Record<string, Words> = {
  year: { zh: '年份', en: 'year' },
  month: { zh: '月份', en: 'month' },
  day: { zh: '日', en: 'day' },
  weekday: { zh: '星期', en: 'weekday' },
  years: { zh: '整年数', en: 'years' },
  months: { zh: '余月数', en: 'months' },
  days: { zh: '整天数', en: 'days' },
};

function pathNoun(node: PathNode, of: Step | undefined, speaker: Speaker): Words {
  if (of && isContext(of.value)) {
    const path = speaker.origins(of.value);
    if (path) return pathWords([...path, node.name], speaker.labels);
  }
  const property = node.mode === 'property' ? PROPERTIES[node.name] : undefined;
  const own = property ?? entryWords(node.name, of ? entriesIn(of.node.type) : {});
  const owner = of && noun(of, speaker);
  return owner ? { zh: `${owner.zh}的${own.zh}`, en: `${own.en} of ${owner.en}` } : own;
}

const SIGNS: Record<Arithmetic['operator'], { sign: string; binds: number }> = {
  '+': { sign: '+', binds: 1 },
  '-': { sign: '−', binds: 1 },
  '*': { sign: '×', binds: 2 },
  '/': { sign: '÷', binds: 2 },
  '**': { sign: '^', binds: 3 },
};

function arithmeticNoun(node: Arithmetic, steps: readonly Step[], speaker: Speaker): Words {
  const { sign, binds } = SIGNS[node.operator];
  const [left, right] = steps.map((step, at) => {
    const words = noun(step, speaker);
    const inner = step.node.kind === 'arithmetic' ? SIGNS[step.node.operator].binds : 9;
    const loose = inner < binds || (inner === binds && at === 1);
    return loose ? { zh: `（${words.zh}）`, en: `(${words.en})` } : words;
  });
  return {
    zh: `${left?.zh ?? ''} ${sign} ${right?.zh ?? ''}`,
    en: `${left?.en ?? ''} ${sign} ${right?.en ?? ''}`,
  };
}

/** How functions of one list are said. */
const OF_LIST: Record<string, (list: Words) => Words> = {
  count: ({ zh, en }) => ({ zh: `${zh}的个数`, en: `the number of ${en}` }),
  sum: ({ zh, en }) => ({ zh: `${zh}的合计`, en: `the sum of ${en}` }),
  min: ({ zh, en }) => ({ zh: `${zh}的最小值`, en: `the least of ${en}` }),
  max: ({ zh, en }) => ({ zh: `${zh}的最大值`, en: `the greatest of ${en}` }),
  mean: ({ zh, en }) => ({ zh: `${zh}的平均值`, en: `the mean of ${en}` }),
  'string length': ({ zh, en }) => ({ zh: `${zh}的字数`, en: `the length of ${en}` }),
  abs: ({ zh, en }) => ({ zh: `${zh}的绝对值`, en: `the size of ${en}` }),
  not: ({ zh, en }) => ({ zh: `并非${zh}`, en: `not ${en}` }),
};

function callNoun(node: Call, steps: readonly Step[], speaker: Speaker): Words {
  const words = steps.map((step) => noun(step, speaker));
  const [only] = words;
  const say = OF_LIST[node.function];
  if (say && only && words.length === 1) return say(only);
  const [from, to] = words;
  if (node.function === 'years and months duration' && from && to) {
    return { zh: `从${from.zh}到${to.zh}的年月`, en: `the time from ${from.en} to ${to.en}` };
  }
  return {
    zh: `${node.function}(${words.map(({ zh }) => zh).join('，')})`,
    en: `${node.function}(${words.map(({ en }) => en).join(', ')})`,
  };
}
