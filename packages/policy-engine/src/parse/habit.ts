import type { Problem } from '../problem.ts';
import type { Vocabulary } from '../vocabulary.ts';
import { narrow } from './full-width.ts';

/** What people write out of habit from speech, spreadsheets or other languages, and what FEEL writes for it. */
const HABITS: readonly (readonly [RegExp, string | ((...groups: string[]) => string)])[] = [
  [/\bis\s+not\s+null\b/gi, '!= null'],
  [/\bis\s+null\b/gi, '= null'],
  [/不为空|非空/g, '!= null'],
  [/为空/g, '= null'],
  [/小于等于|小于或等于|不大于|不高于|不超过/g, '<='],
  [/大于等于|大于或等于|不小于|不低于|不少于/g, '>='],
  [/不等于/g, '!='],
  [/小于|低于|少于/g, '<'],
  [/大于|高于|超过|多于/g, '>'],
  [/等于/g, '='],
  [/并且|而且|且/g, 'and'],
  [/或者|或/g, 'or'],
  [/&&|\bAND\b/g, 'and'],
  [/\|\||\bOR\b/g, 'or'],
  [/\b(?:True|TRUE)\b/g, 'true'],
  [/\b(?:False|FALSE)\b/g, 'false'],
  [/\b(?:Null|NULL|None|nil)\b/g, 'null'],
  [/\bnot\s+(?!\()([^\s()]+)/g, (_, what = '') => `not(${what})`],
  [/\bwhere\b/g, 'satisfies'],
  [/\bbetween\s+(\S+)\s+to\s+(\S+)/g, (_, low = '', high = '') => `between ${low} and ${high}`],
  [/\bin\s+(\d+)\s*\.\.\s*(\d+)/g, (_, low = '', high = '') => `in [${low}..${high}]`],
  [/(?<![\d.-])\d{4}-\d\d-\d\d(?![\d-])/g, (date = '') => `@"${date}"`],
  [/(?<![\d.,])\d{1,3}(?:,\d{3})+(?![\d,])/g, (number = '') => number.replaceAll(',', '')],
  [/(\d+(?:\.\d+)?)\s*%/g, (_, number = '') => percent(number)],
  [/(\d+(?:\.\d+)?)(?:元|亩|岁|人|户|天|个)/g, '$1'],
  [/'([^']*)'/g, (_, text = '') => JSON.stringify(text)],
  [/今天/g, 'today()'],
  [/“([^”]*)”/g, (_, text = '') => JSON.stringify(text)],
  [/[＜＞＝＋－＊／！，；≥≤≠×÷（）]/g, (sign = '') => narrow(sign)],
];

function percent(number: string): string {
  const [whole = '', fraction = ''] = number.split('.');
  const digits = whole.padStart(3, '0') + fraction;
  const at = digits.length - fraction.length - 2;
  const text = `${digits.slice(0, at)}.${digits.slice(at)}`.replace(/0+$/, '').replace(/\.$/, '');
  return text.replace(/^0+(?=\d)/, '');
}

/** Texts and comments, which are nobody's habit. */
const SKIPPED = /"(?:\\[\s\S]|[^"\\\n])*"|\/\/[^\n]*|\/\*[\s\S]*?\*\//g;

interface Rewriting {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/** The places where the source is written out of habit; none within a text or a name of the vocabulary. */
function rewritings(source: string, vocabulary: Vocabulary): Rewriting[] {
  const taken: Pick<Rewriting, 'from' | 'to'>[] = [];
  const free = (from: number, to: number): boolean =>
    taken.every((each) => to <= each.from || from >= each.to);
  const take = (from: number, to: number): void => void (free(from, to) && taken.push({ from, to }));
  for (const match of source.matchAll(SKIPPED)) take(match.index, match.index + match[0].length);
  const names = Object.entries(vocabulary).flatMap(([name, { aliases = [] }]) => [name, ...aliases]);
  for (const name of names.filter((each) => source.includes(each)).toSorted((a, b) => b.length - a.length)) {
    for (let at = source.indexOf(name); at >= 0; at = source.indexOf(name, at + 1))
      take(at, at + name.length);
  }
  const found: Rewriting[] = [];
  for (const [pattern, replacement] of HABITS) {
    for (const match of source.matchAll(pattern)) {
      const from = match.index;
      const to = from + match[0].length;
      if (from === to || !habitMayStand(match[0], from, taken, to)) continue;
      const own =
        typeof replacement === 'string' ? replacement.replace('$1', match[1] ?? '') : replacement(...match);
      const text = spaced(own, source[from - 1], source[to]);
      if (text === match[0]) continue;
      found.push({ from, to, text });
      taken.push({ from, to });
    }
  }
  return found.toSorted((a, b) => a.from - b.from);
}

/** `not 脱贫` may hold a name; a habit may not lie within one. */
function habitMayStand(
  text: string,
  from: number,
  taken: readonly Pick<Rewriting, 'from' | 'to'>[],
  to: number,
): boolean {
  const wraps = /^(?:not|between)\b/.test(text);
  return taken.every((each) => {
    return to <= each.from || from >= each.to || (wraps && each.from > from && each.to <= to);
  });
}

/** Words are set off from what stands beside them. */
function spaced(text: string, before: string | undefined, after: string | undefined): string {
  if (!/^(?:and|or|[<>=!]+)$/.test(text)) return text;
  return `${before && /\S/.test(before) ? ' ' : ''}${text}${after && /\S/.test(after) ? ' ' : ''}`;
}

/**
 * When the source is FEEL after its habits are rewritten, the problems that say so, each with what to write
 * there; else none.
 */
export function habitProblems(
  source: string,
  vocabulary: Vocabulary,
  reads: (source: string) => boolean,
): Problem[] {
  const found = rewritings(source, vocabulary);
  if (found.length === 0) return [];
  let rewritten = '';
  let at = 0;
  for (const { from, to, text } of found) {
    rewritten += source.slice(at, from) + text;
    at = to;
  }
  if (!reads(rewritten + source.slice(at))) return [];
  return found.map(({ from, to, text }) => {
    const written = source.slice(from, to).trim();
    const instead = text.trim();
    return {
      code: 'habit',
      from,
      to,
      zh: `“${written}”要写成“${instead}”`,
      en: `“${written}” is written “${instead}”`,
      suggestion: text,
    };
  });
}
