import { BOOLEAN, listOf, NUMBER, STRING } from '../type.ts';
import { may, need, takes } from './signature.ts';

const string = need('string', STRING);
const match = need('match', STRING);

export const TEXT = {
  substring: [takes([string, need('start position', NUMBER), may('length', NUMBER)], STRING)],
  'string length': [takes([string], NUMBER)],
  'upper case': [takes([string], STRING)],
  'lower case': [takes([string], STRING)],
  'substring before': [takes([string, match], STRING)],
  'substring after': [takes([string, match], STRING)],
  contains: [takes([string, match], BOOLEAN)],
  'starts with': [takes([string, match], BOOLEAN)],
  'ends with': [takes([string, match], BOOLEAN)],
  matches: [takes([need('input', STRING), need('pattern', STRING), may('flags', STRING)], BOOLEAN)],
  replace: [
    takes(
      [need('input', STRING), need('pattern', STRING), need('replacement', STRING), may('flags', STRING)],
      STRING,
    ),
  ],
  split: [takes([string, need('delimiter', STRING)], listOf(STRING))],
  extract: [takes([string, need('pattern', STRING)], listOf(STRING))],
  'string join': [takes([need('list', listOf(STRING)), may('delimiter', STRING)], STRING)],
} as const;
