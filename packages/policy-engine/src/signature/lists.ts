import { joined, memberOf } from '../fit.ts';
import { ANY, BOOLEAN, DAYS, listOf, MONTHS, NUMBER, STRING, type Type } from '../type.ts';
import { may, member, need, takes, takesMany } from './signature.ts';

const ANY_LIST = listOf(ANY);
const list = need('list', ANY_LIST);

/** The first argument's members' type. */
function itsMember(types: readonly Type[]): Type {
  return memberOf(types[0]);
}

/** The type of the list given first. */
function itself(types: readonly Type[]): Type {
  return listOf(memberOf(types[0]));
}

/** A list that holds the members of all lists given. */
function together(types: readonly Type[]): Type {
  return listOf(types.map((type) => memberOf(type)).reduce((one, other) => joined(one, other)));
}

/** For lists of lists written one after another, the argument is their list. */
function inner(types: readonly Type[]): Type {
  return together([itsMember(types)]);
}

function flat(type: Type): Type {
  return type.kind === 'list' ? flat(type.of) : type;
}

const added = (types: readonly Type[]): Type => listOf(joined(memberOf(types[0]), memberOf(types[1])));
const summable = [listOf(NUMBER), listOf(DAYS), listOf(MONTHS)];

export const LISTS = {
  'list contains': [takes([list, member('element', 0)], BOOLEAN)],
  count: [takes([list], NUMBER)],
  min: [takesMany([list], itsMember)],
  max: [takesMany([list], itsMember)],
  sum: [takesMany([need('list', ...summable)], itsMember)],
  mean: [takesMany([need('list', listOf(NUMBER))], itsMember)],
  product: [takesMany([need('list', listOf(NUMBER))], NUMBER)],
  median: [takesMany([need('list', listOf(NUMBER))], itsMember)],
  stddev: [takesMany([need('list', listOf(NUMBER))], itsMember)],
  mode: [takesMany([need('list', listOf(NUMBER))], itself)],
  sublist: [takes([list, need('start position', NUMBER), may('length', NUMBER)], itself)],
  append: [takesMany([list, { ...need('items', ANY_LIST), memberOf: 0 }], added, 'members')],
  concatenate: [takesMany([need('lists', listOf(ANY_LIST))], inner, 'members')],
  union: [takesMany([need('lists', listOf(ANY_LIST))], inner, 'members')],
  'insert before': [
    takes([list, need('position', NUMBER), member('newItem', 0)], (types) =>
      listOf(joined(memberOf(types[0]), types[2] ?? ANY)),
    ),
  ],
  remove: [takes([list, need('position', NUMBER)], itself)],
  'list replace': [
    takes([list, need('position', NUMBER), member('newItem', 0)], itself),
    takes(
      [
        list,
        need('match', {
          kind: 'function',
          parameters: [
            { name: 'item', type: ANY },
            { name: 'newItem', type: ANY },
          ],
          result: BOOLEAN,
        }),
        member('newItem', 0),
      ],
      itself,
    ),
  ],
  reverse: [takes([list], itself)],
  'index of': [takes([list, member('match', 0)], listOf(NUMBER))],
  'distinct values': [takes([list], itself)],
  flatten: [takes([list], (types) => listOf(flat(types[0] ?? ANY)))],
  sort: [
    takes(
      [
        list,
        may('precedes', {
          kind: 'function',
          parameters: [
            { name: 'x', type: ANY },
            { name: 'y', type: ANY },
          ],
          result: BOOLEAN,
        }),
      ],
      itself,
    ),
  ],
  'get value': [
    takes([need('m', ANY), need('key', STRING)], ANY),
    takes([need('context', ANY), need('keys', listOf(STRING))], ANY),
  ],
  'get entries': [takes([need('m', ANY)], ANY_LIST)],
  'context put': [
    takes([need('context', ANY), need('key', STRING), need('value', ANY)], ANY),
    takes([need('context', ANY), need('keys', listOf(STRING)), need('value', ANY)], ANY),
  ],
  'context merge': [takes([need('contexts', ANY_LIST)], ANY)],
} as const;
