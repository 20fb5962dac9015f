import fc from 'fast-check';
import { STRING } from '../type.ts';
import type { Making, Production } from './production.ts';

/** Texts. */
export function texts({ of }: Making): Production[] {
  const ofOne = (name: string): Production => {
    return { feature: name, make: () => of(STRING).map((each) => `${name}(${each})`) };
  };
  const ofTwo = (name: string): Production => {
    return {
      feature: name,
      make: () => fc.tuple(of(STRING), of(STRING)).map(([a, b]) => `${name}(${a}, ${b})`),
    };
  };
  return [
    {
      feature: 'concatenation',
      make: () => fc.tuple(of(STRING), of(STRING)).map(([a, b]) => `(${a} + ${b})`),
    },
    ofOne('upper case'),
    ofOne('lower case'),
    ofTwo('substring before'),
    ofTwo('substring after'),
    {
      feature: 'substring',
      make: () =>
        fc
          .tuple(of(STRING), fc.constantFrom(1, 2, -1, -2), fc.constantFrom('', ', 0', ', 1', ', 5'))
          .map(([text, start, length]) => `substring(${text}, ${start}${length})`),
    },
  ];
}
