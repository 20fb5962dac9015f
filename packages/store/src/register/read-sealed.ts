import type { RegionCode } from '@mingbai/core';
import type { ReadTx } from '../db/tx.ts';
import { Params } from './params.ts';
import { inCounty, type Area } from './read-area.ts';
import { sealedColumns } from './read-columns.ts';

export interface SealedValue {
  readonly region: RegionCode;
  /** Null: the field is empty. */
  readonly sealed: Buffer | null;
}

/** A sealed value as it is believed now. Undefined: no such thing in the scope, or it has no such field. */
export async function findSealed(
  tx: ReadTx,
  area: Area,
  noun: 'household' | 'person' | 'responsible',
  id: string,
  field: string,
): Promise<SealedValue | undefined> {
  const column = sealedColumns(noun).find(({ stem }) => stem === field)?.column;
  if (column === undefined) return undefined;
  const params = new Params();
  return tx.find<SealedValue>(
    `select lpad(t.region::text, 12, '0') as region, t.${column} as sealed from mingbai.${noun} t
     where ${inCounty(area, params, 't')} and t.id = ${params.add(id, 'bigint')}`,
    params.values,
  );
}
