import type { Words } from '../problem.ts';
import type { Comparison, In, Test } from '../syntax/operators.ts';
import type { Type } from '../type.ts';
import { decidedBy, tellingSteps } from './decided.ts';
import { pathWords, typeAt } from './label.ts';
import { noun, phrase, type Speaker } from './noun.ts';
import type { Step } from './trace.ts';
import { valueWords } from './value-words.ts';
import { Range } from '../value/value.ts';

type Operator = Comparison['operator'];

const AMOUNTS: Record<Operator, Words> = {
  '=': { zh: '等于', en: 'is' },
  '!=': { zh: '不等于', en: 'is not' },
  '<': { zh: '小于', en: 'is below' },
  '<=': { zh: '不大于', en: 'is at most' },
  '>': { zh: '大于', en: 'is above' },
  '>=': { zh: '不小于', en: 'is at least' },
};
const KINDS: Record<Operator, Words> = {
  ...AMOUNTS,
  '=': { zh: '是', en: 'is' },
  '!=': { zh: '不是', en: 'is not' },
};
const DATES: Record<Operator, Words> = {
  '=': KINDS['='],
  '!=': KINDS['!='],
  '<': { zh: '早于', en: 'is before' },
  '<=': { zh: '不晚于', en: 'is not after' },
  '>': { zh: '晚于', en: 'is after' },
  '>=': { zh: '不早于', en: 'is not before' },
};
const OPPOSITE: Record<Operator, Operator> = {
  '=': '!=',
  '!=': '=',
  '<': '>=',
  '<=': '>',
  '>': '<=',
  '>=': '<',
};

/** How the operator is said between values of the type. */
export function operatorWords(operator: Operator, type: Type): Words {
  if (type.kind === 'date' || type.kind === 'date and time' || type.kind === 'time') return DATES[operator];
  return (type.kind === 'number' || type.kind.endsWith('duration') ? AMOUNTS : KINDS)[operator];
}

function join(words: readonly Words[], zh: string, en: string): Words {
  return { zh: words.map((each) => each.zh).join(zh), en: words.map((each) => each.en).join(en) };
}

/** One sentence that says what the step found. */
export function sentence(step: Step, speaker: Speaker): Words {
  const { node, value, steps } = step;
  switch (node.kind) {
    case 'comparison':
      return comparison(node, step, speaker);
    case 'and':
    case 'or': {
      const said = tellingSteps(step).map((each) => sentence(each, speaker));
      const together = (node.kind === 'and') === (value === true);
      return together ? join(said, '，且', ', and ') : join(said, '，或', ', or ');
    }
    case 'between': {
      const [tested, low, high] = steps.map((each) => phrase(each, speaker));
      if (!tested || !low || !high || value === null) return unknown(step, speaker);
      const no = value === true ? { zh: '在', en: 'is' } : { zh: '不在', en: 'is not' };
      return {
        zh: `${tested.zh}${no.zh}${low.zh}到${high.zh}之间`,
        en: `${tested.en} ${no.en} between ${low.en} and ${high.en}`,
      };
    }
    case 'in':
      return membership(node, step, speaker);
    case 'some':
    case 'every':
      return quantified(step, speaker);
    case 'call':
      if (node.function === 'not' && steps[0]) return sentence(steps[0], speaker);
      break;
    case 'if': {
      const [condition, branch] = steps;
      if (!condition || !branch) break;
      const why = sentence(condition, speaker);
      const is = phrase(branch, speaker);
      return { zh: `${why.zh}，所以是${is.zh}`, en: `${why.en}, so it is ${is.en}` };
    }
    default:
  }
  return stated(noun(step, speaker), step);
}

function stated(subject: Words, { node, value }: Step): Words {
  const is = valueWords(value, node.type);
  if (value === null) return { zh: `${subject.zh}为空`, en: `${subject.en} is not known` };
  if (typeof value === 'boolean') return { zh: `${subject.zh}：${is.zh}`, en: `${subject.en}: ${is.en}` };
  return { zh: `${subject.zh}是${is.zh}`, en: `${subject.en} is ${is.en}` };
}

/** Why a yes or no cannot be told: what it needs is not there. */
function unknown({ node, steps }: Step, speaker: Speaker): Words {
  const missing = steps.filter(({ value }) => value === null).map((each) => noun(each, speaker));
  const source = speaker.source.slice(node.from, node.to);
  if (missing.length === 0) return { zh: `“${source}”无法判断`, en: `“${source}” cannot be told` };
  const said = join(missing, '、', ' and ');
  return {
    zh: `${said.zh}为空，无法判断“${source}”`,
    en: `${said.en} ${missing.length > 1 ? 'are' : 'is'} not known, so “${source}” cannot be told`,
  };
}

function comparison({ operator }: Comparison, step: Step, speaker: Speaker): Words {
  const [left, right] = step.steps;
  if (!left || !right || step.value === null) return unknown(step, speaker);
  const sign = step.value === true ? operator : OPPOSITE[operator];
  if (right.value === null && right.node.kind === 'null') {
    const subject = sign === '=' ? noun(left, speaker) : phrase(left, speaker);
    return sign === '='
      ? { zh: `${subject.zh}为空`, en: `${subject.en} is null` }
      : { zh: `${subject.zh}不为空`, en: `${subject.en} is not null` };
  }
  const a = phrase(left, speaker);
  const b = phrase(right, speaker);
  const says = operatorWords(sign, left.node.type.kind === 'any' ? right.node.type : left.node.type);
  return { zh: `${a.zh}${says.zh}${b.zh}`, en: `${a.en} ${says.en} ${b.en}` };
}

function membership(node: In, step: Step, speaker: Speaker): Words {
  const [tested, ...operands] = step.steps;
  if (!tested || step.value === null) return unknown(step, speaker);
  const subject = phrase(tested, speaker);
  const tests = node.tests.map((each) => {
    const operand = operands.find((one) => one.node === each.operand);
    return operand ? testWords(each, operand, tested.node.type, speaker) : sourceWords(each, speaker);
  });
  const all = join(tests, '、', ', ');
  return step.value === true
    ? { zh: `${subject.zh}符合：${all.zh}`, en: `${subject.en} is among: ${all.en}` }
    : { zh: `${subject.zh}不符合：${all.zh}`, en: `${subject.en} is not among: ${all.en}` };
}

function sourceWords({ from, to }: { from: number; to: number }, { source }: Speaker): Words {
  return { zh: source.slice(from, to), en: source.slice(from, to) };
}

function testWords(test: Test, operand: Step, type: Type, speaker: Speaker): Words {
  if (operand.value instanceof Range) return rangeWords(operand.value, type);
  if (test.mode === 'list') return valueWords(operand.value, operand.node.type);
  if (test.mode === 'condition') return sourceWords(test, speaker);
  const words = phrase(operand, speaker);
  if (!test.operator) return words;
  const says = operatorWords(test.operator, type);
  return { zh: `${says.zh}${words.zh}`, en: `${says.en} ${words.en}` };
}

function rangeWords({ low, high, lowClosed, highClosed }: Range, type: Type): Words {
  const from = valueWords(low, type);
  const to = valueWords(high, type);
  const open = [lowClosed ? undefined : from, highClosed ? undefined : to].filter(
    (each) => each !== undefined,
  );
  const zh = open.length > 0 ? `（不含${open.map((each) => each.zh).join('、')}）` : '';
  const en = open.length > 0 ? ` (without ${open.map((each) => each.en).join(' and ')})` : '';
  return { zh: `${from.zh}到${to.zh}${zh}`, en: `${from.en} to ${to.en}${en}` };
}

function quantified(step: Step, speaker: Speaker): Words {
  const { node, value, steps } = step;
  if (node.kind !== 'some' && node.kind !== 'every') return stated(noun(step, speaker), step);
  const deciding = tellingSteps(step).filter((each) => each.node === node.condition);
  if (value === (node.kind === 'some') && deciding[0]) return sentence(deciding[0], speaker);
  const list = steps[0] ? noun(steps[0], speaker) : sourceWords(node, speaker);
  const count = deciding.length;
  const held = sourceWords(node.condition, speaker);
  if (value === null)
    return { zh: `${list.zh}中“${held.zh}”无法判断`, en: `“${held.en}” cannot be told of ${list.en}` };
  return value === true
    ? {
        zh: `${list.zh}（共${count}项）每一项都“${held.zh}”`,
        en: `all ${count} of ${list.en} have “${held.en}”`,
      }
    : {
        zh: `${list.zh}（共${count}项）没有一项“${held.zh}”`,
        en: `none of the ${count} of ${list.en} has “${held.en}”`,
      };
}

/** The single findings that made the value what it is. */
export function reasons(step: Step, speaker: Speaker): Words[] {
  const { node, value, steps } = step;
  if (node.kind === 'and' || node.kind === 'or')
    return tellingSteps(step).flatMap((each) => reasons(each, speaker));
  if (node.kind === 'call' && node.function === 'not' && steps[0]) return reasons(steps[0], speaker);
  if (node.kind === 'if') return steps.flatMap((each) => reasons(each, speaker));
  if ((node.kind === 'some' || node.kind === 'every') && value === (node.kind === 'some')) {
    const [held] = tellingSteps(step).filter((each) => each.node === node.condition);
    if (held) return reasons(held, speaker);
  }
  if (node.type.kind === 'boolean') return node.kind === 'boolean' ? [] : [sentence(step, speaker)];
  return decidedBy(step, speaker.origins).map(({ path, value: each }) => {
    const words = pathWords(path, speaker.labels);
    const type = typeAt(speaker.labels.vocabulary, path) ?? { kind: 'any' };
    const is = valueWords(each, type);
    return { zh: `${words.zh}是${is.zh}`, en: `${words.en} is ${is.en}` };
  });
}

/** The whole in words: the result, and why. */
export function summary(step: Step, speaker: Speaker): Words {
  const { node, value } = step;
  const seen = new Set<string>();
  const why = reasons(step, speaker).filter(({ zh }) => !seen.has(zh) && seen.add(zh));
  const said = join(why, '；', '; ');
  const is = valueWords(value, node.type);
  const yes = { zh: '成立', en: 'Holds' };
  const no = { zh: '不成立', en: 'Does not hold' };
  const cannot = { zh: '无法判断', en: 'Cannot be told' };
  const other = { zh: `结果是${is.zh}`, en: `The result is ${is.en}` };
  const result = node.type.kind !== 'boolean' ? other : value === true ? yes : value === false ? no : cannot;
  if (why.length === 0) return { zh: `${result.zh}。`, en: `${result.en}.` };
  return { zh: `${result.zh}：${said.zh}。`, en: `${result.en}: ${said.en}.` };
}
