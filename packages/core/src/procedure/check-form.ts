import { findField, nounOf } from '../dictionary/index.ts';
import type { Procedure, ProcedureQuestion } from './model.ts';
import type { ProcedureProblem } from './problem.ts';

/** Forms and evidence: unknown fields, questions without words, one key for two things. */
export function checkForms({ actions }: Procedure): ProcedureProblem[] {
  const problems: ProcedureProblem[] = [];
  const known = new Map<string, ProcedureQuestion>();
  for (const [name, { form, evidence }] of Object.entries(actions)) {
    for (const [index, question] of form.entries()) {
      const path = ['actions', name, 'form', index];
      problems.push(...questionProblems(question, path));
      const other = known.get(question.key);
      if (form.findIndex(({ key }) => key === question.key) !== index)
        problems.push({ path, zh: `问题“${question.key}”重复`, en: `“${question.key}” is asked twice` });
      else if (other && (other.field !== question.field || other.type !== question.type))
        problems.push({
          path,
          zh: `“${question.key}”在别的动作里是另一种问题`,
          en: `“${question.key}” is another kind of question elsewhere`,
        });
      known.set(question.key, question);
    }
    for (const [index, { key }] of evidence.entries())
      if (evidence.findIndex((need) => need.key === key) !== index)
        problems.push({
          path: ['actions', name, 'evidence', index],
          zh: `材料“${key}”重复`,
          en: `The evidence “${key}” stands twice`,
        });
  }
  return problems;
}

function questionProblems(
  { key, field, type, zh, en, choices, fields, fact, stands }: ProcedureQuestion,
  path: ProcedureProblem['path'],
): ProcedureProblem[] {
  const problems: ProcedureProblem[] = [];
  const say = (part: string, chinese: string, english: string): void => {
    problems.push({ path: [...path, part], zh: chinese, en: english });
  };
  if (field !== undefined) {
    if (!findField(field)) say('field', `数据字典没有“${field}”`, `The dictionary has no “${field}”`);
    if (type !== undefined) say('type', '字典字段自带类型', 'A field of the dictionary has its own type');
  } else {
    if (type === undefined) say('key', `“${key}”没有类型`, `“${key}” has no type`);
    if (zh === undefined || en === undefined)
      say('key', `“${key}”缺少中英文名称`, `“${key}” is not named in both languages`);
  }
  if ((type === 'choice') !== (choices !== undefined && choices.length > 0))
    say('choices', '选项只用于 choice，且不能为空', 'Choices belong to a choice, which needs them');
  if (stands !== undefined && fact === undefined)
    say('stands', '只有作为判断依据的问题才写 stands', 'Only a question that is a fact says how it stands');
  if (fields && type !== 'members') say('fields', '只有 members 才列字段', 'Only members list fields');
  for (const one of fields ?? []) {
    const noun = findField(one);
    if (!noun || !MEMBER_NOUNS.has(nounOf(noun)))
      say('fields', `“${one}”不是成员的字段`, `“${one}” is no field of a member`);
  }
  return problems;
}

const MEMBER_NOUNS: ReadonlySet<string> = new Set(['person', 'membership']);
