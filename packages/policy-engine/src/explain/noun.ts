import type { Words } from '../problem.ts';
import type { Path as PathNode, Arithmetic } from '../syntax/expression.ts';
import { isContext } from '../value/value.ts';
import { callWords } from './call-words.ts';
import { entriesIn, entryWords, type Labels, pathWords } from './label.ts';
import { BINDS, condition, PROPERTIES, SIGNS } from './operator-words.ts';
import type { Origins } from './origin.ts';
import { sayExpression, type Sight } from './say.ts';
import type { Step } from './trace.ts';
import { valueWords } from './value-words.ts';

/** What is needed to speak of the steps of one evaluation. */
export interface Speaker {
  readonly labels: Labels;
  readonly origins: Origins;
  readonly source: string;
}

export function sightOf({ labels, source }: Speaker): Sight {
  const { vocabulary, english } = labels;
  return { vocabulary, source, ...(english && { english }) };
}

/** What the step is about, without its value. */
export function noun(step: Step, speaker: Speaker): Words {
  const { node, value, steps } = step;
  switch (node.kind) {
    case 'fact':
      return entryWords(node.name, speaker.labels.vocabulary, speaker.labels.english);
    case 'variable': {
      const path = speaker.origins(value);
      return path ? pathWords(path, speaker.labels) : entryWords(node.name, {}, speaker.labels.english);
    }
    case 'path':
      return pathNoun(node, steps[0], speaker);
    case 'null':
    case 'number':
    case 'string':
    case 'code':
    case 'boolean':
    case 'temporal':
      return valueWords(value, node.type, speaker.labels.english);
    case 'arithmetic':
      return arithmeticNoun(node, steps, speaker);
    case 'negation': {
      const [operand] = steps;
      const words = operand ? noun(operand, speaker) : sayExpression(node.operand, sightOf(speaker));
      return { zh: `负的${words.zh}`, en: `minus ${words.en}` };
    }
    case 'call':
      return callWords(
        node.function,
        steps.map((each) => noun(each, speaker)),
      );
    case 'filter': {
      const [list] = steps;
      const words = list ? noun(list, speaker) : sayExpression(node.list, sightOf(speaker));
      const asked = sayExpression(node.predicate, sightOf(speaker), [node.binding]);
      if (node.mode === 'index')
        return { zh: `${words.zh}的第 ${asked.zh} 项`, en: `no. ${asked.en} of ${words.en}` };
      const held = condition(asked, node.predicate);
      return { zh: `${words.zh}中${held.zh}者`, en: `${words.en} where ${held.en}` };
    }
    default: {
      const { zh, en } = sayExpression(node, sightOf(speaker));
      return { zh: `“${zh}”`, en: `“${en}”` };
    }
  }
}

/** What the step is about with its value after it; a literal is its value. */
export function phrase(step: Step, speaker: Speaker): Words {
  const { node, value } = step;
  const words = noun(step, speaker);
  if (['null', 'number', 'string', 'code', 'boolean', 'temporal'].includes(node.kind)) return words;
  const is = valueWords(value, node.type, speaker.labels.english);
  return { zh: `${words.zh}（${is.zh}）`, en: `${words.en} (${is.en})` };
}

function pathNoun(node: PathNode, of: Step | undefined, speaker: Speaker): Words {
  if (of && isContext(of.value)) {
    const path = speaker.origins(of.value);
    if (path) return pathWords([...path, node.name], speaker.labels);
  }
  const property = node.mode === 'property' ? PROPERTIES[node.name] : undefined;
  const own = property ?? entryWords(node.name, of ? entriesIn(of.node.type) : {}, speaker.labels.english);
  const owner = of && noun(of, speaker);
  return owner ? { zh: `${owner.zh}的${own.zh}`, en: `${own.en} of ${owner.en}` } : own;
}

function arithmeticNoun(node: Arithmetic, steps: readonly Step[], speaker: Speaker): Words {
  const [sign, binds] = [SIGNS[node.operator], BINDS[node.operator]];
  const [left, right] = steps.map((step, at) => {
    const words = noun(step, speaker);
    const inner = step.node.kind === 'arithmetic' ? BINDS[step.node.operator] : 9;
    const loose = inner < binds || (inner === binds && at === 1);
    return loose ? { zh: `（${words.zh}）`, en: `(${words.en})` } : words;
  });
  return {
    zh: `${left?.zh ?? ''} ${sign} ${right?.zh ?? ''}`,
    en: `${left?.en ?? ''} ${sign} ${right?.en ?? ''}`,
  };
}
