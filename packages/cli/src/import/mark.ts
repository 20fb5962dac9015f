import { findField } from '@mingbai/core';
import { fileSource, markWorkbook, rowFacts } from '@mingbai/exchange';
import type { FileCheck } from './check.ts';
import type { MarkedOut } from './marked-out.ts';

type Faults = Parameters<typeof markWorkbook>[0]['faults'];

/** Writes the file back with its faults in their cells. One that could not be read has no cells to mark. */
export async function mark(path: string, checked: FileCheck, faults: Faults, out: MarkedOut): Promise<void> {
  if (checked.refused) return;
  const source = await fileSource(path);
  try {
    await out.add(path, async (to) => {
      const { name } = await markWorkbook({
        source,
        name: checked.file,
        faults,
        out: to,
        fieldName: (key) => findField(key)?.zh,
        summary: (file) => rowFacts(checked.sheets.filter((sheet) => sheet.file === file)),
      });
      return name;
    });
  } finally {
    await source.close?.();
  }
}
