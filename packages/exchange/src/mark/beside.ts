import type { Fault } from './marks.ts';

/** Other rows that it is about, e.g. those of one household, with the cell to look at; column A for ''. */
type Beside = Pick<Fault, 'file' | 'sheet' | 'row' | 'column'>;

/**
 * A fault and the same told again at each cell beside it, so that every row of a household says what is wrong with it:
 * one of them has to be mended, the others looked at.
 */
export function besideToo(fault: Fault & { readonly beside?: readonly Beside[] | undefined }): Fault[] {
  const { beside = [], ...first } = fault;
  const { file, sheet, row, message } = first;
  const others = beside.map((place): Fault => {
    const here = place.file === file && place.sheet === sheet;
    return {
      ...first,
      ...place,
      value: '',
      severity: 'notice',
      message: {
        zh: `与${here ? '' : `“${sheet}”`}第 ${row} 行同户：${message.zh}`,
        en: `Of one household with row ${row}${here ? '' : ` of "${sheet}"`}: ${message.en}`,
      },
    };
  });
  return [first, ...others];
}
