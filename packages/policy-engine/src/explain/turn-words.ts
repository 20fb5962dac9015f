import type { Words } from '../problem.ts';
import type { Type } from '../type.ts';
import type { Value } from '../value/value.ts';
import type { Change } from './change.ts';
import type { InEnglish } from './english.ts';
import { type Labels, pathWords, typeAt } from './label.ts';
import { operatorWords } from './operator-words.ts';
import { valueWords } from './value-words.ts';

/** A yes or no within a sentence is set off from it. */
function marked(value: Value, type: Type, english: InEnglish | undefined): Words {
  const words = valueWords(value, type, english);
  return typeof value === 'boolean' ? { zh: `“${words.zh}”`, en: `“${words.en}”` } : words;
}

/** Of a long list of codes the first few say enough. */
const SAID = 5;

function anyOf(values: readonly Words[]): Words {
  const said = values.length > SAID + 1 ? values.slice(0, SAID) : values;
  const more = values.length - said.length;
  return {
    zh: said.map((value) => value.zh).join('或') + (more > 0 ? `等 ${values.length} 种之一` : ''),
    en: said.map((value) => value.en).join(' or ') + (more > 0 ? ` or ${more} others` : ''),
  };
}

/** `人均纯收入不小于7300元（现在是6000元）`. */
function changeWords({ path, from, relation, to, alternatives }: Change, labels: Labels): Words {
  const type = typeAt(labels.vocabulary, path) ?? { kind: 'any' };
  const subject = pathWords(path, labels);
  const was = marked(from, type, labels.english);
  const now =
    from === null
      ? { zh: '（现在为空）', en: ' (now not known)' }
      : { zh: `（现在是${was.zh}）`, en: ` (now ${was.en})` };
  if (relation === '!=') {
    return { zh: `${subject.zh}改为别的内容${now.zh}`, en: `${subject.en} is something else${now.en}` };
  }
  if (relation === 'includes') {
    const of = type.kind === 'list' ? type.of : type;
    const values = [to, ...alternatives].map((value) => marked(value, of, labels.english));
    const any = anyOf(values);
    return { zh: `${subject.zh}里有${any.zh}`, en: `${subject.en} includes ${any.en}` };
  }
  const values = [to, ...alternatives].map((value) => marked(value, type, labels.english));
  const { zh, en } = anyOf(values);
  if (relation === '=') {
    return { zh: `${subject.zh}改为${zh}${now.zh}`, en: `${subject.en} is ${en}${now.en}` };
  }
  const says = operatorWords(relation, type);
  return { zh: `${subject.zh}${says.zh}${zh}${now.zh}`, en: `${subject.en} ${says.en} ${en}${now.en}` };
}

/** What would have to change, and what the result would be. */
export function turnWords(changes: readonly Change[], result: Value, type: Type, labels: Labels): Words {
  const said = changes.map((change) => changeWords(change, labels));
  const is = valueWords(result, type, labels.english);
  const holds = type.kind === 'boolean' && result === true;
  const fails = type.kind === 'boolean' && result === false;
  const zh = holds ? '就成立' : fails ? '就不成立' : `结果就是${is.zh}`;
  const en = holds ? 'it would hold' : fails ? 'it would not hold' : `the result would be ${is.en}`;
  return {
    zh: `如果${said.map((each) => each.zh).join('，且')}，${zh}。`,
    en: `If ${said.map((each) => each.en).join(' and ')}, ${en}.`,
  };
}
