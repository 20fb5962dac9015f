import { ANY, BOOLEAN, listOf } from '../type.ts';
import { need, takes, takesMany } from './signature.ts';

export const LOGIC = {
  not: [takes([need('negand', BOOLEAN)], BOOLEAN)],
  is: [takes([need('value1', ANY), need('value2', ANY)], BOOLEAN)],
  all: [takesMany([need('list', listOf(BOOLEAN))], BOOLEAN)],
  any: [takesMany([need('list', listOf(BOOLEAN))], BOOLEAN)],
} as const;
