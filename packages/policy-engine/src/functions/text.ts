import type { TEXT } from '../signature/text.ts';
import { Decimal } from '../value/number.ts';
import type { Value } from '../value/value.ts';
import { filled, patternOf } from './pattern.ts';
import { isText, listIn, type Runner, type Runners, whole } from './runner.ts';

function ofOne(run: (text: string) => Value): Runner {
  return ([text]) => (isText(text) ? run(text) : undefined);
}

function ofTwo(run: (text: string, other: string) => Value): Runner {
  return ([text, other]) => (isText(text) && isText(other) ? run(text, other) : undefined);
}

/** Letters are counted as people do: one beyond the first 65536 is one. */
function substring(text: string, start: number, length: number | undefined): string | undefined {
  const letters = Array.from(text);
  if (start === 0 || Math.abs(start) > letters.length + (start > 0 ? 1 : 0)) return undefined;
  const from = start > 0 ? start - 1 : letters.length + start;
  return letters.slice(from, length === undefined ? undefined : from + length).join('');
}

export const text: Runners<typeof TEXT> = {
  substring: ([string, start, length]) => {
    const from = whole(start);
    const count = length === undefined ? undefined : whole(length);
    if (!isText(string) || from === undefined) return undefined;
    if (length !== undefined && (count === undefined || count < 0)) return undefined;
    return substring(string, from, count);
  },
  'string length': ofOne((string) => new Decimal(Array.from(string).length)),
  'upper case': ofOne((string) => string.toUpperCase()),
  'lower case': ofOne((string) => string.toLowerCase()),
  'substring before': ofTwo((string, match) => {
    const at = string.indexOf(match);
    return at < 0 ? '' : string.slice(0, at);
  }),
  'substring after': ofTwo((string, match) => {
    const at = string.indexOf(match);
    return at < 0 ? '' : string.slice(at + match.length);
  }),
  contains: ofTwo((string, match) => string.includes(match)),
  'starts with': ofTwo((string, match) => string.startsWith(match)),
  'ends with': ofTwo((string, match) => string.endsWith(match)),
  matches: ([input, pattern, flags]) => {
    if (!isText(input) || !isText(pattern)) return undefined;
    return patternOf(pattern, isText(flags) ? flags : '', false)?.test(input);
  },
  replace: ([input, pattern, replacement, flags]) => {
    if (!isText(input) || !isText(pattern) || !isText(replacement)) return undefined;
    const found = patternOf(pattern, isText(flags) ? flags : '', true);
    // As in XPath: what is found in nothing at all cannot be replaced.
    if (!found || patternOf(pattern, isText(flags) ? flags : '', false)?.test('') !== false) return undefined;
    const plain = isText(flags) && flags.includes('q');
    return input.replace(found, (whole_: string, ...rest: unknown[]) => {
      if (plain) return replacement;
      const groups = rest.slice(
        0,
        rest.findIndex((each) => typeof each === 'number'),
      );
      return filled(replacement, [
        whole_,
        ...groups.map((each) => (isText(each as Value) ? (each as string) : undefined)),
      ]);
    });
  },
  split: ([string, delimiter]) => {
    if (!isText(string) || !isText(delimiter)) return undefined;
    const at = patternOf(delimiter, '', true);
    if (!at) return undefined;
    const parts: string[] = [];
    let from = 0;
    // By hand, because `split` would put what groups matched among the parts.
    for (const match of string.matchAll(at)) {
      parts.push(string.slice(from, match.index));
      from = match.index + match[0].length;
    }
    return [...parts, string.slice(from)];
  },
  extract: ([string, pattern]) => {
    if (!isText(string) || !isText(pattern)) return undefined;
    const found = patternOf(pattern, '', true);
    return found && (string.match(found) ?? []);
  },
  'string join': ([list, delimiter]) => {
    const items = listIn(list)?.filter((item) => item !== null);
    if (!items?.every(isText)) return undefined;
    return items.join(isText(delimiter) ? delimiter : '');
  },
};
