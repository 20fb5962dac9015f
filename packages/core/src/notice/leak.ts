import { Problem } from '../problem.ts';
import { describeIdentity, readIdentity } from '../import/identity.ts';

/** What a public notice must never carry, in a cell or in a sentence that somebody typed. */
export type LeakKind = 'identity' | 'phone' | 'account' | 'birth' | 'illness' | 'minor';

export interface Leak {
  readonly kind: LeakKind;
  /** Where in the text as it was given: half open, UTF-16 units. */
  readonly start: number;
  readonly end: number;
}

export const LEAK_WORDS: Readonly<Record<LeakKind, { readonly zh: string; readonly en: string }>> = {
  identity: { zh: '证件号码', en: 'identity number' },
  phone: { zh: '电话号码', en: 'telephone number' },
  account: { zh: '银行账号或其他长号码', en: 'account or other long number' },
  birth: { zh: '出生日期', en: 'date of birth' },
  illness: { zh: '疾病或残疾情况', en: 'illness or disability' },
  minor: { zh: '未成年人信息', en: 'a child' },
};

export interface LeakContext {
  /** Numbers that the notice is there to tell: its own telephone. */
  readonly allowed?: readonly string[];
  /** Names of those under eighteen who belong to the households of the list. */
  readonly minors?: readonly string[];
}

/**
 * Everything in a text that may not hang out (Personal Information Protection Law, articles 28 and 51; the cases of
 * Lichuan 2017 and Qichun 2025 were lists with such columns). Digits count however they are written: full width, with
 * blanks, dots or dashes between them, as Chinese numerals, or half masked. Rather one too many than one too few: a
 * person reads the notice again and finds other words.
 */
export function findLeaks(text: string, context: LeakContext = {}): Leak[] {
  const allowed = new Set((context.allowed ?? []).map((number) => number.replace(/\D/g, '')));
  const found = [...numbersIn(text, allowed), ...wordsIn(text), ...namesIn(text, context.minors ?? [])];
  return found.sort((a, b) => a.start - b.start || b.end - a.end).filter(isOutermost);
}

function isOutermost(leak: Leak, index: number, all: readonly Leak[]): boolean {
  return !all.some(
    (other, at) =>
      other !== leak &&
      other.start <= leak.start &&
      leak.end <= other.end &&
      (other.end - other.start > leak.end - leak.start || at < index),
  );
}

const NUMERALS: Readonly<Record<string, string>> = {
  〇: '0',
  零: '0',
  一: '1',
  二: '2',
  三: '3',
  四: '4',
  五: '5',
  六: '6',
  七: '7',
  八: '8',
  九: '9',
  幺: '1',
  两: '2',
};
const BETWEEN = /[\s\-‐-―·.．_/\u200b-\u200f\u2060\ufeff]/u;
/** Days stand in every notice: they break a run of digits. */
const DAY = /(?<!\d)(19|20)\d\d\s*[年./-]\s*\d{1,2}\s*[月./-]\s*\d{1,2}(?!\d)/gu;

interface Sign {
  readonly sign: string;
  readonly at: number;
  readonly end: number;
}

/** Runs of digits, stars and X, or of numerals, with what people put between them left out. */
function* runsIn(whole: string): Generator<Sign[]> {
  const text = whole.replace(DAY, (day) => '|'.repeat(day.length));
  let run: Sign[] = [];
  let gap = 0;
  let at = 0;
  let numerals = false;
  for (const char of text) {
    const end = at + char.length;
    const sign = digitOf(char, run.length);
    const isNumeral = char in NUMERALS;
    if (sign !== undefined) {
      if (run.length > 0 && isNumeral !== numerals) {
        yield run;
        run = [];
      }
      numerals = isNumeral;
      run.push({ sign, at, end });
      gap = 0;
    } else if (run.length > 0 && gap < 2 && BETWEEN.test(char)) {
      gap += 1;
    } else {
      if (run.length > 0) yield run;
      run = [];
      gap = 0;
    }
    at = end;
  }
  if (run.length > 0) yield run;
}

function digitOf(char: string, before: number): string | undefined {
  if (/[0-9*＊]/.test(char)) return char === '＊' ? '*' : char;
  const code = char.codePointAt(0) ?? 0;
  if (code >= 0xff10 && code <= 0xff19) return String(code - 0xff10);
  if (/[xXｘＸ×]/.test(char) && before >= 14) return 'X';
  return NUMERALS[char];
}

function* numbersIn(text: string, allowed: ReadonlySet<string>): Generator<Leak> {
  for (const run of runsIn(text)) {
    const digits = run.map(({ sign }) => sign).join('');
    const kind = kindOf(digits, allowed);
    const first = run[0];
    const last = run.at(-1);
    if (kind !== undefined && first && last) yield { kind, start: first.at, end: last.end };
  }
}

function kindOf(digits: string, allowed: ReadonlySet<string>): LeakKind | undefined {
  if (allowed.has(digits)) return undefined;
  if (digits.includes('*')) return kindOfMasked(digits);
  if (/\d{17}[\dX]/.test(digits) && [...eighteens(digits)].some(looksLikeCard)) return 'identity';
  if (/^[1-9]\d{5}\d{2}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])\d{3}$/.test(digits)) return 'identity';
  if (/^(86)?1[3-9]\d{9}$/.test(digits) || /^0\d{9,11}$/.test(digits)) return 'phone';
  if (digits.length >= 11) return 'account';
  return undefined;
}

function* eighteens(digits: string): Generator<string> {
  for (let at = 0; at + 18 <= digits.length; at++) yield digits.slice(at, at + 18);
}

function looksLikeCard(card: string): boolean {
  if (!('rule' in readIdentity(card))) return true;
  const { birth = '' } = describeIdentity(card);
  return /^(18|19|20)\d\d-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/.test(birth);
}

/** Half a number beside a name and a village is often the whole of it (ADR 0114). */
function kindOfMasked(digits: string): LeakKind | undefined {
  const shown = digits.replace(/\*/g, '').length;
  if (shown < 4) return undefined;
  if (digits.length >= 15) return digits.length === 18 || digits.length === 15 ? 'identity' : 'account';
  return digits.length >= 7 ? 'phone' : undefined;
}

/** The words are looked for where they say something of a person; names of offices and schemes pass. */
const ILLNESS = new RegExp(
  [
    '癌|肿瘤|白血病|尿毒症|透析|化疗|放疗|艾滋|乙肝|丙肝|肝硬化|肺结核|结核病|尘肺|哮喘|肾衰|肾病|心脏病|冠心病|心梗|脑梗|脑出血|中风|偏瘫|瘫痪|截瘫|截肢',
    '糖尿病|高血压|癫痫|羊癫疯|精神病|精神分裂|精神障碍|抑郁|痴呆|自闭|脑瘫|唐氏|智障|弱智|侏儒|白内障|红斑狼疮|帕金森|强直性|股骨头|甲状腺|先天性|后遗症',
    '聋|哑巴|盲(?![目从区])|失明|肢残|智残|残疾(?!人?联合会)|伤残|[一二三四1-4]级残',
    '患病|患有|患者|病人|重病|大病(?!保险|医疗|救助|专项)|慢性?病|地方病|职业病|疾病|病情|病史|病历|住院|手术|卧床|因病|因残|体弱多病|长期服药|流产|不孕|不育',
    '(?<![a-z])(hiv|aids|cancer|tumou?r|diabet(es|ic)|epilep(sy|tic)|dialysis|disabled|disability|paraly[sz]ed|hospitali[sz]ed)(?![a-z])',
  ].join('|'),
  'giu',
);
const YEARS = '[1-9]|1[0-7]|[一二两三四五六七八九]|十[一二三四五六七]?';
const MINOR = new RegExp(
  [
    `(?<![\\d十百])(${YEARS}) *(周)?岁(?!以上)`,
    '未成年|孤儿|留守儿童|困境儿童|事实无人抚养|婴儿|幼儿|小学生|初中生|中学生|幼儿园|学龄前|辍学',
    '(小学|初中|[一二三四五六七八九]) *年级|(就)?读(于)?[^，。；]{0,12}(小学|初中|幼儿园)',
    '(?<![a-z])(aged? ([1-9]|1[0-7])|([1-9]|1[0-7]) years? old|orphan|pupil)(?![a-z0-9])',
  ].join('|'),
  'giu',
);
const BIRTH =
  /(18|19|20)\d\d\s*[年./-]\s*\d{1,2}\s*[月./-]\s*\d{1,2}\s*日?\s*(出?生)|(出生(日期|于|年月)?|生于)[:：\s]*(18|19|20)\d\d[^，。；]{0,8}/gu;

function* wordsIn(text: string): Generator<Leak> {
  for (const [kind, pattern] of [
    ['illness', ILLNESS],
    ['minor', MINOR],
    ['birth', BIRTH],
  ] as const) {
    for (const { index, 0: hit } of text.matchAll(pattern))
      yield { kind, start: index, end: index + hit.length };
  }
}

function* namesIn(text: string, names: readonly string[]): Generator<Leak> {
  for (const name of new Set(names.filter(({ length }) => length > 1))) {
    for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + name.length)) {
      yield { kind: 'minor', start: at, end: at + name.length };
    }
  }
}

/** The problem of texts that say what may not hang out, with kinds and places; undefined: nothing was found. */
export function leakProblem(
  texts: readonly (string | null | undefined)[],
  context: LeakContext = {},
): Problem | undefined {
  const found = texts.flatMap((text) =>
    text
      ? findLeaks(text, context).map(({ kind, start, end }) => ({ kind, place: text.slice(start, end) }))
      : [],
  );
  if (found.length === 0) return undefined;
  const kinds = [...new Set(found.map(({ kind }) => kind))];
  return new Problem('notice-leaks', {
    kinds: kinds.map((kind) => LEAK_WORDS[kind].en).join(', '),
    kindsZh: kinds.map((kind) => LEAK_WORDS[kind].zh).join('、'),
    places: found.map(({ place }) => place).join(' · '),
  });
}
