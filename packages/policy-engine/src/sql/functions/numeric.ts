import { absolute, modulo } from '../arithmetic.ts';
import { numbersOf, refuse } from '../compiling.ts';
import { NULL_FORM, type NumberForm, truth } from '../form.ts';
import { tens, carried } from '../number.ts';
import { rounded, type ROUNDINGS } from '../rounding.ts';
import { argument, type FunctionForm } from './function.ts';

function rounding(mode: keyof typeof ROUNDINGS): FunctionForm {
  return (call, at, emit) => {
    const value = emit(argument(call, 0), at);
    const places = call.arguments[1] ? emit(call.arguments[1], at) : undefined;
    if (value.kind === 'null' || places?.kind === 'null') return NULL_FORM;
    const scale =
      places === undefined ? 0 : places.kind === 'number' ? places.constant?.toNumber() : undefined;
    if (value.kind !== 'number' || scale === undefined || !Number.isInteger(scale) || Math.abs(scale) > 30) {
      return refuse(call, call.function, {
        zh: '位数要写明',
        en: 'the number of places must be written out',
      });
    }
    return rounded(mode, value, scale, numbersOf(call, at));
  };
}

const remainder: FunctionForm = (call, at, emit) => {
  const [one, other] = [emit(argument(call, 0), at), emit(argument(call, 1), at)];
  if (one.kind === 'null' || other.kind === 'null') return NULL_FORM;
  if (one.kind !== 'number' || other.kind !== 'number') return refuse(call, call.function);
  if (other.constant?.isZero()) return NULL_FORM;
  return modulo(one, other, numbersOf(call, at));
};

function parity(rest: 0 | 1): FunctionForm {
  return (call, at, emit) => {
    const value = emit(argument(call, 0), at);
    if (value.kind === 'null') return NULL_FORM;
    if (value.kind !== 'number' || value.over) return refuse(call, call.function);
    const numbers = numbersOf(call, at);
    const one = `1${'0'.repeat(value.shift)}`;
    const whole = carried(tens(value, 0, numbers), value.digits, numbers);
    return truth(`(abs(${whole} % (2 * ${one})) = ${rest === 1 ? one : '0'})`, value.nullable);
  };
}

const abs: FunctionForm = (call, at, emit) => {
  const value = emit(argument(call, 0), at);
  if (value.kind === 'null') return NULL_FORM;
  if (value.kind === 'number') return absolute(value, numbersOf(call, at)) satisfies NumberForm;
  if (value.kind !== 'days' && value.kind !== 'months') return refuse(call, call.function);
  const { kind, nullable } = value;
  return { kind, sql: `abs(${value.sql})`, nullable };
};

export const NUMERIC_FORMS: Readonly<Record<string, FunctionForm>> = {
  decimal: rounding('decimal'),
  floor: rounding('floor'),
  ceiling: rounding('ceiling'),
  'round up': rounding('round up'),
  'round down': rounding('round down'),
  'round half up': rounding('round half up'),
  'round half down': rounding('round half down'),
  modulo: remainder,
  odd: parity(1),
  even: parity(0),
  abs,
};
