import { type Field, fieldOf, type Noun, nounOf } from '@mingbai/core';
import { stemOf } from '@mingbai/store';
import { INCOME_YEAR, VILLAGE_YEAR } from '../check/facts-of-rows.ts';
import type { Mentioned } from '../check/mentioned.ts';
import type { DerivedId, Facts, NeighbourId } from '../vocabulary/fact.ts';

/** What has to be read of each noun so that these names can be told. */
export interface Needed {
  /** SQL over the noun's row `t`, by the name under which `Row` has it. */
  readonly columns: Readonly<Record<Noun, ReadonlyMap<string, string>>>;
  readonly neighbours: ReadonlySet<NeighbourId>;
}

export function neededFor(parts: Iterable<{ facts: Facts; names: Mentioned }>): Needed {
  const columns: Record<Noun, Map<string, string>> = {
    person: new Map(),
    membership: new Map(),
    work: new Map(),
    household: new Map(),
    condition: new Map(),
    guarantee: new Map(),
    risk: new Map(),
    income: new Map(),
    measure: new Map(),
    responsible: new Map(),
    village: new Map(),
  };
  const neighbours = new Set<NeighbourId>();
  const add = (key: Field['key'], sql: string, name: string = key): void => {
    columns[nounOf(fieldOf(key))].set(name, sql);
  };
  const visit = (facts: Facts, names: Mentioned): void => {
    for (const [name, inner] of names) {
      const source = facts.get(name)?.source;
      if (source?.kind === 'field') add(source.key, readable(fieldOf(source.key)));
      if (source?.kind === 'derived') {
        if (source.id === 'income-year') columns.income.set(INCOME_YEAR, 't.year');
        else if (source.id === 'village-year') columns.village.set(VILLAGE_YEAR, 't.year');
        else if (source.id === 'measure-kinds') columns.measure.set('measure.*', '*');
        else if (source.key !== undefined) addDerived(source.id, fieldOf(source.key), add);
      }
      if (source?.kind === 'neighbour') neighbours.add(source.id);
      if (source?.kind === 'nested' && inner !== null) visit(source.facts, inner);
    }
  };
  for (const { facts, names } of parts) visit(facts, names);
  // They are told from each other by it.
  if (columns.responsible.size > 0) add('responsible.name', readable(fieldOf('responsible.name')));
  return { columns, neighbours };
}

function addDerived(
  id: DerivedId,
  field: Field,
  add: (key: Field['key'], sql: string, name?: string) => void,
): void {
  const stem = stemOf(field);
  if (id === 'age') {
    add(field.key, readable(field));
    return;
  }
  add(field.key, `t."${stem}_hash" is not null`, `${field.key}_filled`);
  if (id === 'filled') return;
  const sign = SIGNS[id];
  if (sign !== undefined)
    add(field.key, `t."${stem}_${sign}"${sign === 'birth' ? '::text' : ''}`, `${field.key}_${sign}`);
}

const SIGNS: Partial<Record<DerivedId, string>> = {
  'identity-length': 'length',
  'identity-valid': 'valid',
  'identity-birth': 'birth',
  'identity-sex': 'sex',
  'identity-disability-kind': 'disability',
  'identity-disability-grade': 'disability',
  'identity-placeholder': 'placeholder',
};

/** Days as text: a driver's own dates have a time zone. */
function readable(field: Field): string {
  const column = `t."${stemOf(field)}"`;
  return field.type === 'date' || field.type === 'month' ? `${column}::text` : column;
}
