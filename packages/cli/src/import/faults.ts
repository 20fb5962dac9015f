import { COUNTRY } from '@mingbai/core';
import { allFaults, type Database, type ImportRow, type ListedFault } from '@mingbai/store';

/**
 * What is wrong with the rows of an import that the register has checked, as it is kept for reading: values masked. What
 * data rules ask of rows that are written is no fault, and is asked beside it.
 */
export function faultsOf(database: Database, { id }: ImportRow): Promise<ListedFault[]> {
  return database.read({ region: COUNTRY, user: '' }, async (tx) => {
    const faults: ListedFault[] = [];
    for await (const { doubt, ...fault } of allFaults(tx, id)) if (doubt !== true) faults.push(fault);
    return faults;
  });
}
