import { fieldOf } from '@mingbai/core';
import type { FactSource } from '../vocabulary/fact.ts';

/** A column of a snapshot: whole numbers that are scaled, texts, days, yes or no, lists of codes. */
export interface SnapshotColumn {
  readonly name: string;
  readonly type: 'bigint' | 'varchar' | 'date' | 'boolean' | 'varchar[]';
  /** Of a number: it counts 10^-scale. */
  readonly scale?: number;
}

/** Facts that a snapshot keeps; the others are the same for every row, or worked out of these. */
export type KeptSource = Exclude<FactSource, { kind: 'parameter' | 'nested' }>;

/**
 * Places behind the point that a snapshot keeps of decimals, so that they are whole numbers there. One that has more
 * fails the copy instead of being rounded.
 */
const DECIMALS = 6;

/** How a fact of the register lies in a snapshot. Sealed values do not: of them only whether they are filled. */
export function snapshotColumn(source: KeptSource): SnapshotColumn {
  switch (source.kind) {
    case 'field':
      return fieldColumn(source.key, source.sealed === true);
    case 'derived':
      return derivedColumn(source);
    case 'neighbour':
      return { name: columnName(source.id), type: 'bigint', scale: 0 };
    case 'sum':
      return {
        name: columnName(`sum-${source.sum.over}-${source.sum.id}`),
        type: 'bigint',
        scale: source.sum.sum === undefined ? 0 : DECIMALS,
      };
  }
}

function fieldColumn(key: Parameters<typeof fieldOf>[0], sealed: boolean): SnapshotColumn {
  if (sealed) throw new RangeError(`${key} is sealed: no snapshot has it`);
  const name = columnName(key);
  switch (fieldOf(key).type) {
    case 'integer':
    case 'year':
      return { name, type: 'bigint', scale: 0 };
    case 'money':
      return { name, type: 'bigint', scale: 2 };
    case 'decimal':
      return { name, type: 'bigint', scale: DECIMALS };
    case 'date':
    case 'month':
      return { name, type: 'date' };
    case 'boolean':
      return { name, type: 'boolean' };
    case 'codes':
      return { name, type: 'varchar[]' };
    default:
      return { name, type: 'varchar' };
  }
}

function derivedColumn({ id, key }: Extract<FactSource, { kind: 'derived' }>): SnapshotColumn {
  const name = columnName(key === undefined || id !== 'filled' ? id : `${id}-${key}`);
  switch (id) {
    case 'age':
    case 'income-year':
    case 'village-year':
    case 'measure-kinds':
    case 'identity-length':
      return { name, type: 'bigint', scale: 0 };
    case 'filled':
    case 'identity-valid':
    case 'identity-placeholder':
      return { name, type: 'boolean' };
    case 'identity-birth':
      return { name, type: 'date' };
    default:
      return { name, type: 'varchar' };
  }
}

function columnName(id: string): string {
  return id.replace(/[^\p{L}\p{N}]+/gu, '_');
}
