import { createWriteStream } from 'node:fs';
import { extname } from 'node:path';
import { findField } from '@mingbai/core';
import { fileSource, markWorkbook } from '@mingbai/exchange';
import { say } from '../output.ts';
import type { FileCheck } from './check.ts';

type Faults = Parameters<typeof markWorkbook>[0]['faults'];

/** Writes the file back with its faults in their cells, and says where it is. */
export async function mark(path: string, checked: FileCheck, faults: Faults, out: string): Promise<void> {
  const source = await fileSource(path);
  try {
    const marked = await markWorkbook({
      source,
      name: checked.file,
      faults,
      out: createWriteStream(out),
      fieldName: (key) => findField(key)?.zh,
      summary: [
        { zh: '文件', en: 'File', value: checked.file },
        { zh: '行数', en: 'Rows', value: checked.rows },
        { zh: '有错误的行', en: 'Rows with errors', value: checked.bad },
      ],
    });
    const kind = extname(marked.name) === extname(out) ? '' : ` (${extname(marked.name)})`;
    say(`标注后的表格 · Marked workbook: ${out}${kind}`);
  } finally {
    await source.close?.();
  }
}
