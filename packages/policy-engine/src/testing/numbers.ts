import fc from 'fast-check';
import { BOOLEAN, DATE, DAYS, listOf, MONTHS, NUMBER, type NumberType, STRING } from '../type.ts';
import type { Making, Production } from './production.ts';
import { listsOfContexts, sightOf } from './sight.ts';

/** Numbers of one unit. */
export function numbers(type: NumberType, { of, sight, depth }: Making): Production[] {
  const two = (sign: string, right: NumberType = type): Production => {
    return {
      feature: sign,
      weight: 2,
      make: () => fc.tuple(of(type), of(right)).map(([a, b]) => `(${a} ${sign} ${b})`),
    };
  };
  const ofSame = (name: string): Production => {
    return { feature: name, make: () => of(type).map((each) => `${name}(${each})`) };
  };
  const scaled = (name: string): Production => {
    return {
      feature: name,
      make: () =>
        fc
          .tuple(of(type), fc.integer({ min: -1, max: 2 }))
          .map(([each, scale]) => `${name}(${each}, ${scale})`),
    };
  };
  const overList = (name: string): Production => {
    return { feature: name, make: () => of(listOf(type)).map((list) => `${name}(${list})`) };
  };
  return [
    two('+'),
    two('-'),
    two('*', NUMBER),
    two('/', NUMBER),
    { feature: 'negation', make: () => of(type).map((each) => `(-(${each}))`) },
    ofSame('abs'),
    ofSame('floor'),
    ofSame('ceiling'),
    ...['decimal', 'round up', 'round down', 'round half up', 'round half down'].map(scaled),
    { feature: 'modulo', make: () => fc.tuple(of(type), of(type)).map(([a, b]) => `modulo(${a}, ${b})`) },
    ...['sum', 'min', 'max', 'mean'].map(overList),
    ...(type.unit === undefined ? unitless({ of, sight, depth }) : []),
  ];
}

function unitless({ of, sight, depth }: Making): Production[] {
  return [
    { feature: 'string length', make: () => of(STRING).map((text) => `string length(${text})`) },
    ...['year', 'month', 'day', 'weekday'].map((part): Production => {
      return { feature: part, make: () => of(DATE).map((date) => `(${date}).${part}`) };
    }),
    { feature: 'days', make: () => of(DAYS).map((duration) => `(${duration}).days`) },
    { feature: 'months', make: () => of(MONTHS).map((duration) => `(${duration}).months`) },
    ...listsOfContexts(sight).map(({ text, entries }, at): Production => {
      const inside = {
        key: `${sight.key}[${depth}.${at}`,
        seen: [...sight.seen, ...sightOf(entries, 'item.')],
      };
      return {
        feature: 'count',
        weight: 2,
        make: () => of(BOOLEAN, inside).map((held) => `count(${text}[${held}])`),
      };
    }),
  ];
}
