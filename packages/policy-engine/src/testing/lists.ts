import fc from 'fast-check';
import { BOOLEAN, type ListType, type Type } from '../type.ts';
import type { Making, Production } from './production.ts';
import { listsOfContexts, sightOf } from './sight.ts';

function unitOf(type: Type): string | undefined {
  return type.kind === 'number' ? type.unit : undefined;
}

/** Lists of the type's members: written out, or taken from the members of a list of contexts, some or all. */
export function lists(type: ListType, { of, sight, depth }: Making): Production[] {
  const paths = listsOfContexts(sight).flatMap(({ text, entries }, at) =>
    Object.entries(entries)
      .filter(([, entry]) => entry.type.kind === type.of.kind && unitOf(entry.type) === unitOf(type.of))
      .map(([name]) => ({ text, name, entries, at })),
  );
  return [
    {
      feature: 'list',
      make: () => fc.array(of(type.of), { maxLength: 3 }).map((items) => `[${items.join(', ')}]`),
    },
    ...paths.map(({ text, name }): Production => {
      return { feature: 'path', weight: 2, make: () => fc.constant(`${text}.${name}`) };
    }),
    ...paths.map(({ text, name, entries, at }): Production => {
      const inside = {
        key: `${sight.key}[${depth}.${at}`,
        seen: [...sight.seen, ...sightOf(entries, 'item.')],
      };
      return {
        feature: 'filter',
        weight: 2,
        make: () => of(BOOLEAN, inside).map((held) => `${text}[${held}].${name}`),
      };
    }),
  ];
}
