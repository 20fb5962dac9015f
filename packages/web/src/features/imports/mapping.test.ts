import type { ImportSheet } from '@mingbai/core/api';
import { describe, expect, it } from 'vitest';
import { columnKey, formKey, mappingBody } from './mapping.ts';

const column = (index: number, header: string) => ({
  index,
  header,
  letter: 'A',
  to: null,
  suggestions: [],
  samples: [],
  remembered: false,
});
const sheet: ImportSheet = {
  file: 'a.xlsx',
  sheet: 'Sheet1',
  form: null,
  headerRow: 1,
  rows: 2,
  good: 0,
  bad: 0,
  columns: [column(0, '姓名'), column(1, '备注')],
  missing: [],
  state: 'unknown',
  guess: null,
  notes: [],
};

describe('the mapping that is sent', () => {
  it('says only what was chosen', () => {
    expect(mappingBody({ sheets: [sheet] }, {})).toEqual([]);
    expect(
      mappingBody({ sheets: [sheet] }, { [columnKey(sheet, 0)]: 'person.name', [columnKey(sheet, 1)]: '' }),
    ).toEqual([{ file: 'a.xlsx', sheet: 'Sheet1', columns: [{ header: '姓名', to: 'person.name' }] }]);
  });

  it('sends a form without columns', () => {
    expect(mappingBody({ sheets: [sheet] }, { [formKey(sheet)]: 'person-47' })).toEqual([
      { file: 'a.xlsx', sheet: 'Sheet1', form: 'person-47', columns: [] },
    ]);
  });

  it('takes no form that nobody chose, and leaves a sheet out when told', () => {
    const near = { ...sheet, guess: 'village' };
    expect(mappingBody({ sheets: [near] }, {})).toEqual([]);
    expect(mappingBody({ sheets: [near] }, { [formKey(near)]: 'ignore' })).toEqual([
      { file: 'a.xlsx', sheet: 'Sheet1', form: 'ignore', columns: [] },
    ]);
  });
});
