import { describe, expect, it } from 'vitest';
import { inOrder, readChoice } from './chosenColumns.ts';

describe('chosen columns', () => {
  it('falls back to the standard when nothing usable was kept', () => {
    expect(readChoice(null, ['a', 'b'], ['a'])).toEqual(['a']);
    expect(readChoice('gone', ['a', 'b'], ['a'])).toEqual(['a']);
  });

  it('forgets columns that no longer exist', () => {
    expect(readChoice('b,gone', ['a', 'b'], ['a'])).toEqual(['b']);
  });

  it('keeps the order of the list', () => {
    expect(inOrder(['c', 'a'], ['a', 'b', 'c'])).toEqual(['a', 'c']);
  });
});
