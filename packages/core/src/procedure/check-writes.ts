import { findCode, findField, nounOf } from '../dictionary/index.ts';
import type { Field, FieldType } from '../dictionary/field.ts';
import type { Procedure, ProcedureAction, ProcedureEffect, ProcedureQuestion } from './model.ts';
import type { ProcedureProblem } from './problem.ts';
import { certainAt } from './ways.ts';

type Written = Extract<ProcedureEffect, { do: 'set' }>['fields'][string];

/** Stands among the answers for a household that is in the register. */
const HOUSEHOLD = '@household';
/** Nouns whose fields an effect may write: those of which a subject has one row. */
const NOUNS: Readonly<Record<Procedure['subject'], readonly string[]>> = {
  household: ['household', 'condition', 'guarantee', 'risk'],
  village: ['village'],
  county: [],
};
const MEMBER_NOUNS = ['person', 'membership'];

/** Effects: fields and codes that the dictionary has, values of their type, answers that were surely asked. */
export function checkWrites(procedure: Procedure): ProcedureProblem[] {
  const asked = certainAt(procedure, ({ form, writes }) => [
    ...form.map(({ key }) => key),
    ...writes.filter((effect) => effect.do === 'household.open').map(() => HOUSEHOLD),
  ]);
  const questions: Questions = new Map(
    Object.values(procedure.actions).flatMap(({ form }) => form.map((question) => [question.key, question])),
  );
  return Object.entries(procedure.actions).flatMap(([name, action]) => {
    const before = action.from.flatMap((state) => asked.get(state) ?? []);
    const certain = (key: string): boolean =>
      action.form.some((question) => question.key === key) || before.every((keys) => keys.has(key));
    return action.writes.flatMap((effect, index) => {
      const check = new EffectCheck(['actions', name, 'writes', index], questions, certain);
      if (procedure.subject !== 'household' && effect.do !== 'set')
        check.say('do', '只有以户为对象的程序能这样写', 'Only a procedure about a household writes this');
      else if (needsHousehold(procedure, action, index) && !before.every((keys) => keys.has(HOUSEHOLD)))
        check.say('do', '此时该户可能还没有登记', 'The household may not be registered by then');
      checkEffect(procedure, effect, check);
      return check.problems;
    });
  });
}

type Questions = ReadonlyMap<string, ProcedureQuestion>;

/** What is found wrong with one effect. */
class EffectCheck {
  readonly problems: ProcedureProblem[] = [];

  constructor(
    private readonly path: ProcedureProblem['path'],
    readonly questions: Questions,
    /** Whether a question has surely been asked by then. */
    private readonly certain: (key: string) => boolean,
  ) {}

  say(part: string, zh: string, en: string): void {
    this.problems.push({ path: [...this.path, part], zh, en });
  }

  /** The question has surely been asked by then, and is of one of the types where any are named. */
  answered(part: string, key: string, ...types: ProcedureQuestion['type'][]): void {
    const question = this.questions.get(key);
    if (!question || !this.certain(key))
      this.say(part, `“${key}”在此之前不一定问过`, `“${key}” has not surely been asked by then`);
    else if (types.length > 0 && !types.includes(question.type))
      this.say(
        part,
        `“${key}”应是${types.join('、')}类问题`,
        `“${key}” is to be a question of type ${types.join(', ')}`,
      );
  }

  /** The dictionary has the fields, of these nouns alone, and what is written fits them. */
  fields(of: Readonly<Record<string, Written>>, nouns: readonly string[]): void {
    for (const [key, value] of Object.entries(of)) {
      const field = findField(key);
      if (!field) this.say('fields', `数据字典没有“${key}”`, `The dictionary has no “${key}”`);
      else if (!nouns.includes(nounOf(field)))
        this.say('fields', `这里不能写“${field.zh}”`, `“${field.en}” cannot be written here`);
      else if (isGiven(value)) {
        this.answered('fields', value.given);
        const question = this.questions.get(value.given);
        if (question && !answers(question, field))
          this.say(
            'fields',
            `“${value.given}”的回答写不进“${field.zh}”`,
            `The answer to “${value.given}” does not fit “${field.en}”`,
          );
      } else if (!fits(value, field))
        this.say(
          'fields',
          `“${field.zh}”不能是 ${JSON.stringify(value)}`,
          `“${field.en}” cannot be ${JSON.stringify(value)}`,
        );
    }
  }
}

/** What each kind of effect asks for. */
function checkEffect(procedure: Procedure, effect: ProcedureEffect, check: EffectCheck): void {
  switch (effect.do) {
    case 'set':
      check.fields(effect.fields, NOUNS[procedure.subject]);
      break;
    case 'person.add':
      check.fields(effect.fields, MEMBER_NOUNS);
      for (const key of ['person.name', 'membership.relation'])
        if (!(key in effect.fields)) check.say('fields', `缺少 ${key}`, `${key} is missing`);
      break;
    case 'person.leave':
      check.answered('who', effect.who, 'person', 'persons');
      break;
    case 'household.open':
      check.fields(effect.fields, ['household']);
      check.answered('members', effect.members, 'members');
      if (procedure.begins !== 'new')
        check.say(
          'do',
          '只有 begins: new 的程序能建户',
          'Only a procedure with begins: new opens a household',
        );
      break;
    case 'household.split':
      check.answered('who', effect.who, 'persons');
      if (effect.head !== undefined) check.answered('head', effect.head, 'person');
      break;
    case 'household.merge':
      check.answered('other', effect.other, 'household');
      break;
    case 'income.set':
      check.fields(effect.fields, ['income']);
      if (effect.year !== undefined) check.answered('year', effect.year, 'integer');
      break;
    case 'measure.set':
      check.fields(effect.fields, ['measure']);
      break;
    case 'measure.end':
      if (effect.which !== undefined) check.answered('which', effect.which, 'measures');
      break;
    case 'responsible.add':
      check.fields(effect.fields, ['responsible']);
      if (!('responsible.name' in effect.fields))
        check.say('fields', '缺少 responsible.name', 'responsible.name is missing');
      break;
    case 'responsible.end':
      check.answered('who', effect.who, 'responsible');
      break;
  }
  if ('on' in effect && effect.on !== undefined) {
    check.answered('on', effect.on);
    if (!isDayQuestion(check.questions.get(effect.on)))
      check.say('on', `“${effect.on}”应是日期`, `“${effect.on}” is to be a day`);
  }
  if ('reason' in effect && !findCode('membership-reason', effect.reason))
    check.say('reason', `没有这个变动原因：${effect.reason}`, `There is no reason “${effect.reason}”`);
}

/** Whether an effect writes to a household that an applicant's case may not have yet. */
function needsHousehold({ begins, subject }: Procedure, { writes }: ProcedureAction, index: number): boolean {
  return (
    begins === 'new' &&
    subject === 'household' &&
    !writes.slice(0, index + 1).some((effect) => effect.do === 'household.open')
  );
}

function isGiven(value: Written): value is { given: string } {
  return typeof value === 'object' && value !== null && 'given' in value;
}

function isDayQuestion(question: ProcedureQuestion | undefined): boolean {
  if (question?.field !== undefined) return findField(question.field)?.type === 'date';
  return question?.type === 'date';
}

/** Whether a literal, or the day of the action, is a value of the field. Money is in fen. */
function fits(value: Exclude<Written, { given: string }>, { type, codes }: Field): boolean {
  if (value === null) return true;
  if (typeof value === 'object') return 'day' in value ? type === 'date' : type === 'month';
  if (type === 'code') return typeof value === 'string' && codes !== undefined && !!findCode(codes, value);
  if (type === 'boolean') return typeof value === 'boolean';
  if (type === 'integer' || type === 'money' || type === 'year') return Number.isSafeInteger(value);
  if (type === 'date' || type === 'month')
    return typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value);
  return type === 'text' && typeof value === 'string';
}

const TYPES: Readonly<Partial<Record<NonNullable<ProcedureQuestion['type']>, readonly FieldType[]>>> = {
  text: ['text'],
  'long-text': ['text'],
  integer: ['integer', 'year'],
  money: ['money'],
  date: ['date'],
  'yes-no': ['boolean'],
};

/** Whether an answer can be written into a field as it is. */
function answers(question: ProcedureQuestion, field: Field): boolean {
  const { type, choices } = question;
  const same = question.field === undefined ? undefined : findField(question.field);
  if (same) return same.type === field.type && same.codes === field.codes;
  const { codes } = field;
  if (type === 'choice')
    return (
      field.type === 'code' && codes !== undefined && !!choices?.every(({ code }) => findCode(codes, code))
    );
  return type !== undefined && (TYPES[type]?.includes(field.type) ?? false);
}
