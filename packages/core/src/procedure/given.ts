import { z } from 'zod';
import { findField } from '../dictionary/index.ts';
import type { FieldKey } from '../dictionary/index.ts';
import { readAnswer, readField, type Wanted } from './answer.ts';
import type { Procedure, ProcedureQuestion } from './model.ts';
import type { AnswerFault } from './refusal.ts';

/** What a `members` question asks of each member when it says nothing itself. */
export const MEMBER_FIELDS: readonly FieldKey[] = [
  'membership.relation',
  'person.name',
  'person.identity_kind',
  'person.identity_no',
  'person.sex',
  'person.birth_date',
  'person.ethnicity',
  'person.health',
  'person.labour_skill',
];
/** Without these a member is nobody. */
export const MEMBER_NEEDS: ReadonlySet<string> = new Set([
  'membership.relation',
  'person.name',
  'person.identity_no',
]);
const MOST_MEMBERS = 30;

/**
 * The answers of an action's form by the keys of its questions, as they are kept: money in fen, months as their
 * first day, blanks left out. An issue stands at the answer's path and has both languages in `params`.
 */
export function givenSchema(
  procedure: Procedure,
  action: string,
): z.ZodType<Record<string, unknown>, Record<string, unknown>> {
  const form = procedure.actions[action]?.form ?? [];
  return z.record(z.string(), z.unknown()).transform((given, context) => {
    const { read, faults } = readGiven(form, given);
    for (const { key, zh, en } of faults)
      context.addIssue({
        code: 'custom',
        path: key.split('/'),
        message: `${zh} · ${en}`,
        params: { zh, en },
      });
    return faults.length > 0 ? z.NEVER : read;
  });
}

/**
 * As `givenSchema`, without the detour: what was read, and what is wrong, question by question. What is asked of
 * unregistered households only must be answered where it is known that the household is none of the register.
 */
export function readGiven(
  form: readonly ProcedureQuestion[],
  given: Readonly<Record<string, unknown>>,
  registered?: boolean,
): { readonly read: Record<string, unknown>; readonly faults: readonly AnswerFault[] } {
  const read: Record<string, unknown> = {};
  const faults: AnswerFault[] = [];
  const fault = (key: string, name: Wanted, wanted: Wanted): void => {
    faults.push({ key, zh: `${name.zh}：${wanted.zh}`, en: `${name.en}: ${wanted.en}` });
  };
  for (const question of form) {
    const value = given[question.key];
    const name = questionWords(question);
    if (isBlank(value)) {
      if (question.required && (!question.unregistered || registered === false))
        fault(question.key, name, MISSING);
    } else if (question.type === 'members') {
      read[question.key] = readMembers(question, value, (key, wanted, part = name) =>
        fault(key, part, wanted),
      );
    } else {
      const answer = readAnswer(question, value);
      if ('value' in answer) read[question.key] = answer.value;
      else fault(question.key, name, answer);
    }
  }
  for (const key of Object.keys(given))
    if (!form.some((question) => question.key === key)) fault(key, { zh: key, en: key }, UNKNOWN);
  return { read, faults };
}

/** How a question is called: its own words, else the dictionary's. */
export function questionWords({ key, field, zh, en }: ProcedureQuestion): Wanted {
  const known = field === undefined ? undefined : findField(field);
  return { zh: zh ?? known?.zh ?? key, en: en ?? known?.en ?? key };
}

const MISSING: Wanted = { zh: '未填写', en: 'not filled in' };
const UNKNOWN: Wanted = { zh: '表单中没有这一项', en: 'the form does not ask this' };

function isBlank(value: unknown): boolean {
  if (Array.isArray(value)) return value.length === 0;
  return value === undefined || value === null || (typeof value === 'string' && value.trim() === '');
}

function readMembers(
  { key, fields: asked }: ProcedureQuestion,
  value: unknown,
  fault: (key: string, wanted: Wanted, name?: Wanted) => void,
): unknown[] {
  const fields: readonly string[] = asked ?? MEMBER_FIELDS;
  if (!Array.isArray(value) || value.length > MOST_MEMBERS) {
    fault(key, { zh: `应为 1 至 ${MOST_MEMBERS} 人`, en: `1 to ${MOST_MEMBERS} people are wanted` });
    return [];
  }
  const members = value.map((member: unknown, index) => {
    const said = new Map(Object.entries(Object(member)));
    const read: Record<string, unknown> = {};
    for (const name of [...fields, ...[...said.keys()].filter((one) => !fields.includes(one))]) {
      const field = fields.includes(name) ? findField(name) : undefined;
      const at = `${key}/${index}/${name}`;
      const who = {
        zh: `第 ${index + 1} 人${field?.zh ?? name}`,
        en: `person ${index + 1}, ${field?.en ?? name}`,
      };
      const answer = field && !isBlank(said.get(name)) ? readField(field, said.get(name)) : undefined;
      if (!field) fault(at, UNKNOWN, who);
      else if (!answer && MEMBER_NEEDS.has(name)) fault(at, MISSING, who);
      else if (answer && 'value' in answer) read[name] = answer.value;
      else if (answer) fault(at, answer, who);
    }
    return read;
  });
  const heads = members.filter((member) => member['membership.relation'] === 'head').length;
  if (heads !== 1)
    fault(key, {
      zh: `应有且只有一名户主（现有 ${heads} 名）`,
      en: `exactly one head is wanted (${heads} found)`,
    });
  return members;
}
