import type { Expression, Call } from '../../syntax/expression.ts';
import { type EmitForm, numbersOf, refuse } from '../compiling.ts';
import { type Form, NULL_FORM, type NumberForm, type TextForm, truth, type Compiling } from '../form.ts';
import { carried } from '../number.ts';
import { readPattern } from '../pattern.ts';
import type { Target } from '../target.ts';
import { writePattern } from '../write-pattern.ts';
import { argument, type FunctionForm } from './function.ts';

function textOf(node: Expression, call: Call, at: Compiling, emit: EmitForm): TextForm | undefined {
  const form = emit(node, at);
  if (form.kind === 'null') return undefined;
  return form.kind === 'text' ? form : refuse(call, call.function);
}

function ofOne(make: (text: string, target: Target) => Form): FunctionForm {
  return (call, at, emit) => {
    const text = textOf(argument(call, 0), call, at, emit);
    if (!text) return NULL_FORM;
    return { ...make(text.sql, at.target), nullable: text.nullable };
  };
}

function ofTwo(make: (text: string, other: string, target: Target) => Form): FunctionForm {
  return (call, at, emit) => {
    const text = textOf(argument(call, 0), call, at, emit);
    const other = textOf(argument(call, 1), call, at, emit);
    if (!text || !other) return NULL_FORM;
    return { ...make(text.sql, other.sql, at.target), nullable: text.nullable || other.nullable };
  };
}

const text = (sql: string): TextForm => ({ kind: 'text', sql, nullable: true });
const length = (of: string): string => `length(${of})`;

function size(sql: string): NumberForm {
  return { kind: 'number', sql, shift: 0, digits: 10, carrier: 'column', nullable: true, counted: true };
}

/** A whole number of characters, as SQL that counts in integers. */
function places(
  node: Expression | undefined,
  at: Compiling,
  emit: EmitForm,
  call: Call,
): { sql: string; constant: number | undefined } | 'none' | 'null' {
  if (!node) return 'none';
  const form = emit(node, at);
  if (form.kind === 'null') return 'null';
  if (form.kind !== 'number' || form.over || form.shift !== 0 || form.digits === undefined) {
    return refuse(call, call.function, {
      zh: '起点和长度要是整数',
      en: 'start and length must be whole numbers',
    });
  }
  return {
    sql: `cast(${carried(form, form.digits, numbersOf(call, at))} as integer)`,
    constant: form.constant?.toNumber(),
  };
}

const substring: FunctionForm = (call, at, emit) => {
  const of = textOf(argument(call, 0), call, at, emit);
  const start = places(call.arguments[1], at, emit, call);
  const count = places(call.arguments[2], at, emit, call);
  if (!of || start === 'null' || start === 'none' || count === 'null') return NULL_FORM;
  if (start.constant === undefined || (count !== 'none' && count.constant === undefined)) {
    return refuse(call, call.function, {
      zh: '起点和长度要写明',
      en: 'start and length must be written out',
    });
  }
  const from = start.constant;
  const many = count === 'none' ? undefined : String(count.constant);
  if (from === 0 || (count !== 'none' && (count.constant ?? 0) < 0)) return NULL_FORM;
  // FEEL: null when it starts outside the text.
  if (from > 0) {
    return text(
      `case when ${length(of.sql)} >= ${from - 1} then ${at.target.slice(of.sql, String(from), many)} end`,
    );
  }
  const first = `${length(of.sql)} + ${from + 1}`;
  return text(
    `case when ${length(of.sql)} >= ${-from} then ${at.target.slice(of.sql, `cast(${first} as integer)`, many)} end`,
  );
};

const matches: FunctionForm = (call, at, emit) => {
  const of = textOf(argument(call, 0), call, at, emit);
  const pattern = constantText(call, 1, at, emit);
  if (call.arguments[2]) return refuse(call, 'matches', { zh: '不支持标志', en: 'no flags' });
  if (!of) return NULL_FORM;
  const read = readPattern(pattern);
  if (!read) return refuse(argument(call, 1), 'matches', PATTERN);
  return truth(
    at.target.matches(of.sql, at.target.quoted(writePattern(read, at.target.dialect))),
    of.nullable,
  );
};

const PATTERN = {
  zh: '正则表达式里有两种数据库写法不同的部分',
  en: 'the pattern has parts that databases read differently',
};

function constantText(call: Call, place: number, at: Compiling, emit: EmitForm): string {
  const form = emit(argument(call, place), at);
  if (form.kind === 'text' && form.constant !== undefined) return form.constant;
  return refuse(argument(call, place), call.function, {
    zh: '正则表达式要写明',
    en: 'the pattern must be written out',
  });
}

const replace: FunctionForm = (call, at, emit) => {
  const of = textOf(argument(call, 0), call, at, emit);
  const pattern = constantText(call, 1, at, emit);
  const by = constantText(call, 2, at, emit);
  if (call.arguments[3]) return refuse(call, 'replace', { zh: '不支持标志', en: 'no flags' });
  if (!of) return NULL_FORM;
  const read = readPattern(pattern);
  if (!read?.certain || /[\\$]/.test(by)) return refuse(call, 'replace', PATTERN);
  const { quoted, dialect, replaced } = at.target;
  return {
    ...text(replaced(of.sql, quoted(writePattern(read, dialect)), quoted(by))),
    nullable: of.nullable,
  };
};

function beforeOrAfter(after: boolean): FunctionForm {
  return ofTwo((of, match, { position, slice }) => {
    const place = position(of, match);
    const cut = after
      ? slice(of, `cast(${place} + ${length(match)} as integer)`, undefined)
      : slice(of, '1', `cast(${place} - 1 as integer)`);
    return text(`case when ${place} > 0 then ${cut} when ${place} = 0 then '' end`);
  });
}

export const TEXT_FORMS: Readonly<Record<string, FunctionForm>> = {
  'string length': ofOne((of) => size(length(of))),
  'upper case': ofOne((of) => text(`upper(${of})`)),
  'lower case': ofOne((of) => text(`lower(${of})`)),
  contains: ofTwo((of, match, { position }) => truth(`(${position(of, match)} > 0)`, true)),
  'starts with': ofTwo((of, match) => truth(`starts_with(${of}, ${match})`, true)),
  'ends with': ofTwo((of, match, { endsWith }) => truth(endsWith(of, match), true)),
  'substring before': beforeOrAfter(false),
  'substring after': beforeOrAfter(true),
  substring,
  matches,
  replace,
};
