import { ANY, BOOLEAN, DAYS, MONTHS, NUMBER, type Type } from '../type.ts';
import { may, need, takes } from './signature.ts';

const same = (types: readonly Type[]): Type => types[0] ?? ANY;
const n = need('n', NUMBER);
const number = need('number', NUMBER);
const rounding = [takes([n, need('scale', NUMBER)], same), takes([n], same)] as const;

export const NUMERIC = {
  decimal: [takes([n, need('scale', NUMBER)], same)],
  floor: [takes([n, may('scale', NUMBER)], same)],
  ceiling: [takes([n, may('scale', NUMBER)], same)],
  'round up': rounding,
  'round down': rounding,
  'round half up': rounding,
  'round half down': rounding,
  abs: [takes([need('n', NUMBER, DAYS, MONTHS)], same)],
  modulo: [takes([need('dividend', NUMBER), need('divisor', NUMBER)], same)],
  sqrt: [takes([number], NUMBER)],
  log: [takes([number], NUMBER)],
  exp: [takes([number], NUMBER)],
  odd: [takes([number], BOOLEAN)],
  even: [takes([number], BOOLEAN)],
} as const;
