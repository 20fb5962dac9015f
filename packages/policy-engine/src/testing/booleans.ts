import fc from 'fast-check';
import { BOOLEAN, listOf, NUMBER, STRING, type Type } from '../type.ts';
import type { Making, Production } from './production.ts';
import { literal } from './literal.ts';
import { listsOfContexts, type Sight, sightOf } from './sight.ts';

const ORDER = ['<', '<=', '>', '>=', '=', '!='];

/** The types that facts in sight have, each once; they are what comparisons are about. */
function typesIn(sight: Sight): Type[] {
  const types = sight.seen.map(({ type }) => type).filter((type) => literal(type) !== undefined);
  const keys = types.map((type) => JSON.stringify(type));
  return [NUMBER, ...types.filter((_, at) => keys.indexOf(keys[at] ?? '') === at)];
}

/** Yes-or-no expressions. */
export function booleans({ of, sight, depth }: Making): Production[] {
  const two = (sign: string, type: Type): fc.Arbitrary<string> =>
    fc.tuple(of(type), of(type)).map(([left, right]) => `(${left} ${sign} ${right})`);
  const about = (make: (type: Type) => fc.Arbitrary<string>): fc.Arbitrary<string> =>
    fc.oneof(...typesIn(sight).map(make));
  const ordered = (make: (type: Type) => fc.Arbitrary<string>): fc.Arbitrary<string> =>
    fc.oneof(
      ...typesIn(sight)
        .filter(({ kind }) => kind !== 'code' && kind !== 'boolean')
        .map(make),
    );
  return [
    { feature: 'and', weight: 3, make: () => two('and', BOOLEAN) },
    { feature: 'or', weight: 3, make: () => two('or', BOOLEAN) },
    { feature: 'not', make: () => of(BOOLEAN).map((each) => `not(${each})`) },
    {
      feature: 'comparison',
      weight: 8,
      make: () => ordered((type) => fc.constantFrom(...ORDER).chain((sign) => two(sign, type))),
    },
    {
      feature: '=',
      weight: 3,
      make: () => about((type) => fc.constantFrom('=', '!=').chain((sign) => two(sign, type))),
    },
    { feature: 'is null', make: () => about((type) => of(type).map((each) => `(${each} = null)`)) },
    {
      feature: 'between',
      make: () =>
        ordered((type) =>
          fc
            .tuple(of(type), of(type), of(type))
            .map(([value, low, high]) => `(${value} between ${low} and ${high})`),
        ),
    },
    { feature: 'in', weight: 2, make: () => about((type) => inList(type, of)) },
    { feature: 'in range', weight: 2, make: () => ordered((type) => inRange(type, of)) },
    { feature: 'in tests', make: () => ordered((type) => inTests(type, of)) },
    {
      feature: 'list contains',
      make: () =>
        fc.tuple(of(listOf(NUMBER)), of(NUMBER)).map(([list, item]) => `list contains(${list}, ${item})`),
    },
    ...['contains', 'starts with', 'ends with'].map((name): Production => {
      return {
        feature: name,
        make: () => fc.tuple(of(STRING), of(STRING)).map(([one, other]) => `${name}(${one}, ${other})`),
      };
    }),
    ...listsOfContexts(sight).flatMap(({ text, entries }, at) =>
      ['some', 'every'].map((word): Production => {
        const name = `m${depth}${at}`;
        const inside = {
          key: `${sight.key}/${name}`,
          seen: [...sight.seen, ...sightOf(entries, `${name}.`)],
        };
        return {
          feature: word,
          weight: 2,
          make: () => of(BOOLEAN, inside).map((held) => `(${word} ${name} in ${text} satisfies ${held})`),
        };
      }),
    ),
  ];
}

type Of = Making['of'];

function inList(type: Type, of: Of): fc.Arbitrary<string> {
  const items = fc.array(literal(type) ?? of(type), { minLength: 1, maxLength: 3 });
  return fc.tuple(of(type), items).map(([value, list]) => `(${value} in (${list.join(', ')}))`);
}

function inRange(type: Type, of: Of): fc.Arbitrary<string> {
  return fc
    .tuple(of(type), fc.constantFrom('[', '('), of(type), of(type), fc.constantFrom(']', ')'))
    .map(([value, open, low, high, close]) => `(${value} in ${open}${low}..${high}${close})`);
}

function inTests(type: Type, of: Of): fc.Arbitrary<string> {
  const test = fc
    .tuple(fc.constantFrom('<', '<=', '>', '>='), of(type))
    .map(([sign, end]) => `${sign} ${end}`);
  return fc
    .tuple(of(type), fc.array(test, { minLength: 1, maxLength: 2 }))
    .map(([value, tests]) => `(${value} in (${tests.join(', ')}))`);
}
