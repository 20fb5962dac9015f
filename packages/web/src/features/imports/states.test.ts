import { ImportState, type ImportJob } from '@mingbai/core/api';
import { describe, expect, it } from 'vitest';
import {
  isMoving,
  isOver,
  placeIn,
  share,
  STATE_TONES,
  stateWord,
  stepOf,
  totals,
  unreadHeaders,
  writingIn,
} from './states.ts';

describe('the life of an import', () => {
  it('is moving, over, or waits for the person: never two of them', () => {
    const waitsForPerson = ImportState.options.filter((state) => !isMoving({ state }) && !isOver({ state }));
    expect(waitsForPerson).toEqual(['mapping', 'checked']);
    expect(ImportState.options.filter((state) => isMoving({ state }) && isOver({ state }))).toEqual([]);
    expect(Object.keys(STATE_TONES)).toHaveLength(ImportState.options.length);
  });

  it('waits for another import only when there is one', () => {
    const progress = { done: 9, total: 9, perSecond: 3, secondsLeft: 0, phase: 'checking' };
    const holder = { id: '1', createdBy: 'x' };
    const counts = null;
    expect(stateWord({ state: 'waiting', waitingFor: null, counts, progress })).toBe('about_to_write');
    expect(stateWord({ state: 'waiting', waitingFor: holder, counts, progress })).toBe('waiting');
    const again = { ...progress, phase: 'rechecking' };
    expect(stateWord({ state: 'reading', waitingFor: null, counts, progress: again })).toBe('rechecking');
    expect(stepOf({ state: 'reading', progress: again })).toBe('rechecking');
    expect(stateWord({ state: 'waiting', waitingFor: holder, counts, progress: again })).toBe('waiting');
  });

  it('names the columns of its sheets that nobody has said anything of', () => {
    const column = { index: 0, suggestions: [], samples: [], remembered: false };
    const [known, unknown] = [
      { ...column, letter: 'A', header: '姓名', to: 'person.name' },
      { ...column, letter: 'B', header: '备用信息', to: null },
    ];
    const sheet = { file: '', sheet: '', form: null, headerRow: 1, rows: 1, good: 1, bad: 0, missing: [] };
    const whole = { ...sheet, guess: null, notes: [], columns: [known, unknown] };
    const sheets = [
      { ...whole, state: 'imported' as const },
      { ...whole, state: 'unknown' as const },
    ];
    expect(unreadHeaders({ sheets })).toEqual(['备用信息']);
  });

  it('says rows a second only while it reads', () => {
    const progress = { done: 9, total: 9, perSecond: 3, secondsLeft: 0, phase: 'reading' };
    expect(stepOf({ state: 'reading', progress })).toBe('reading');
    expect(stepOf({ state: 'reading', progress: { ...progress, phase: 'checking' } })).toBe('checking');
    // What the reading left behind is nothing of the writing.
    expect(stepOf({ state: 'committing', progress })).toBe('writing');
  });

  it('says what is being written, and how much of it', () => {
    const progress = { done: 7, total: 20, perSecond: 3, secondsLeft: 4, phase: 'writing:person' };
    const nouns = [{ noun: 'person', new: 3, changed: 2, same: 1, absent: 4 }];
    const counts = { nouns } as unknown as ImportJob['counts'];
    expect(writingIn({ progress, counts })).toEqual({ noun: 'person', rows: 5 });
    expect(writingIn({ progress: { ...progress, phase: 'checking' }, counts })).toBeUndefined();
  });

  it('names the file of an archive, and its sheet where that says more', () => {
    const job = { file: '全.zip' };
    expect(placeIn(job, { file: '全.zip/坏.xlsx', sheet: '' })).toBe('坏.xlsx');
    expect(placeIn(job, { file: '全.zip/甲/好.csv', sheet: '好' })).toBe('甲/好.csv');
    expect(placeIn(job, { file: '全.zip/二.xlsx', sheet: '人口' })).toBe('二.xlsx · 人口');
    expect(placeIn({ file: 'a.xlsx' }, { file: 'a.xlsx', sheet: '人口' })).toBe('人口');
  });

  it('does not ask to commit what would write nothing, as of a file with a header alone', () => {
    const progress = { done: 0, total: 0, perSecond: 0, secondsLeft: 0, phase: 'checking' };
    const checked = (added: number) =>
      stateWord({
        state: 'checked',
        waitingFor: null,
        progress,
        counts: {
          nouns: [{ noun: 'person', new: added, changed: 0, same: 2, absent: 0 }],
        } as unknown as ImportJob['counts'],
      });
    expect(checked(0)).toBe('nothing_to_write');
    expect(checked(1)).toBe('checked');
  });

  it('says a share only when the whole is known', () => {
    expect(share({ done: 50, total: 200 })).toBe(25);
    expect(share({ done: 50, total: null })).toBeUndefined();
    expect(share({ done: 3, total: 2 })).toBe(100);
  });

  it('adds up what committing would do', () => {
    const nouns = [
      { noun: 'person', new: 3, changed: 2, same: 1, absent: 4 },
      { noun: 'household', new: 1, changed: 0, same: 5, absent: 0 },
    ];
    expect(totals({ counts: { nouns } } as unknown as ImportJob)).toEqual({
      new: 4,
      changed: 2,
      same: 6,
      absent: 4,
    });
  });
});
