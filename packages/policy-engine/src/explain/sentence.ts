import type { Words } from '../problem.ts';
import type { Comparison, In, Test } from '../syntax/expression.ts';
import type { Type } from '../type.ts';
import { decidedBy, tellingSteps } from './decided.ts';
import { pathWords, typeAt } from './label.ts';
import { noun, phrase, sightOf, type Speaker } from './noun.ts';
import { condition, joined, operatorWords, OPPOSITE } from './operator-words.ts';
import { sayExpression, sayTests } from './say.ts';
import type { Step } from './trace.ts';
import { valueWords } from './value-words.ts';
import { Range } from '../value/value.ts';

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
      return together ? joined(said, '，且', ', and ') : joined(said, '，或', ', or ');
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
  return stated(noun(step, speaker), step, speaker);
}

function stated(subject: Words, { node, value }: Step, { labels }: Speaker): Words {
  const is = valueWords(value, node.type, labels.english);
  if (value === null) return { zh: `${subject.zh}为空`, en: `${subject.en} is not known` };
  if (typeof value === 'boolean') return { zh: `${subject.zh}：${is.zh}`, en: `${subject.en}: ${is.en}` };
  return { zh: `${subject.zh}是${is.zh}`, en: `${subject.en} is ${is.en}` };
}

/** Why a yes or no cannot be told: what it needs is not there. */
function unknown({ node, steps }: Step, speaker: Speaker): Words {
  const missing = steps.filter(({ value }) => value === null).map((each) => noun(each, speaker));
  const asked = sayExpression(node, sightOf(speaker));
  if (missing.length === 0) return { zh: `“${asked.zh}”无法判断`, en: `“${asked.en}” cannot be told` };
  const said = joined(missing, '、', ' and ');
  return {
    zh: `${said.zh}为空，无法判断“${asked.zh}”`,
    en: `${said.en} ${missing.length > 1 ? 'are' : 'is'} not known, so “${asked.en}” cannot be told`,
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
    return operand ? testWords(each, operand, tested.node.type, speaker) : askedBy(node, each, speaker);
  });
  const all = joined(tests, '、', ', ');
  return step.value === true
    ? { zh: `${subject.zh}符合：${all.zh}`, en: `${subject.en} is among: ${all.en}` }
    : { zh: `${subject.zh}不符合：${all.zh}`, en: `${subject.en} is not among: ${all.en}` };
}

/** One test that was not tried, or that says a condition. */
function askedBy(node: In, test: Test, speaker: Speaker): Words {
  return sayTests({ ...node, tests: [test], negated: false }, sightOf(speaker));
}

function testWords(test: Test, operand: Step, type: Type, speaker: Speaker): Words {
  if (operand.value instanceof Range) return rangeWords(operand.value, type, speaker);
  if (test.mode === 'list') return valueWords(operand.value, operand.node.type, speaker.labels.english);
  if (test.mode === 'condition') return sayExpression(test.operand, sightOf(speaker));
  const words = phrase(operand, speaker);
  if (!test.operator) return words;
  const says = operatorWords(test.operator, type);
  return { zh: `${says.zh}${words.zh}`, en: `${says.en} ${words.en}` };
}

function rangeWords({ low, high, lowClosed, highClosed }: Range, type: Type, { labels }: Speaker): Words {
  const from = valueWords(low, type, labels.english);
  const to = valueWords(high, type, labels.english);
  const open = [lowClosed ? undefined : from, highClosed ? undefined : to].filter(
    (each) => each !== undefined,
  );
  const zh = open.length > 0 ? `（不含${open.map((each) => each.zh).join('、')}）` : '';
  const en = open.length > 0 ? ` (without ${open.map((each) => each.en).join(' and ')})` : '';
  return { zh: `${from.zh}到${to.zh}${zh}`, en: `${from.en} to ${to.en}${en}` };
}

function quantified(step: Step, speaker: Speaker): Words {
  const { node, value, steps } = step;
  if (node.kind !== 'some' && node.kind !== 'every') return stated(noun(step, speaker), step, speaker);
  const deciding = tellingSteps(step).filter((each) => each.node === node.condition);
  if (value === (node.kind === 'some') && deciding[0]) return sentence(deciding[0], speaker);
  const list = steps[0] ? noun(steps[0], speaker) : sayExpression(node, sightOf(speaker));
  const count = deciding.length;
  const silent = node.iterators.length === 1 ? node.iterators.map(({ binding }) => binding) : [];
  const held = condition(sayExpression(node.condition, sightOf(speaker), silent), node.condition);
  if (value === null)
    return { zh: `${list.zh}中${held.zh}无法判断`, en: `of ${list.en} it cannot be told: ${held.en}` };
  return value === true
    ? { zh: `${list.zh}（共${count}项）每一项都${held.zh}`, en: `for all ${count} of ${list.en}: ${held.en}` }
    : {
        zh: `${list.zh}（共${count}项）没有一项${held.zh}`,
        en: `for none of the ${count} of ${list.en}: ${held.en}`,
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
    const is = valueWords(each, type, speaker.labels.english);
    return { zh: `${words.zh}是${is.zh}`, en: `${words.en} is ${is.en}` };
  });
}

/** The whole in words: the result, and why. */
export function summary(step: Step, speaker: Speaker): Words {
  const { node, value } = step;
  const seen = new Set<string>();
  const why = reasons(step, speaker).filter(({ zh }) => !seen.has(zh) && seen.add(zh));
  const said = joined(why, '；', '; ');
  const is = valueWords(value, node.type, speaker.labels.english);
  const yes = { zh: '成立', en: 'Holds' };
  const no = { zh: '不成立', en: 'Does not hold' };
  const cannot = { zh: '无法判断', en: 'Cannot be told' };
  const other = { zh: `结果是${is.zh}`, en: `The result is ${is.en}` };
  const result = node.type.kind !== 'boolean' ? other : value === true ? yes : value === false ? no : cannot;
  if (why.length === 0) return { zh: `${result.zh}。`, en: `${result.en}.` };
  return { zh: `${result.zh}：${said.zh}。`, en: `${result.en}: ${said.en}.` };
}
