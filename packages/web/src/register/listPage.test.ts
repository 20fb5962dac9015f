import { describe, expect, it } from 'vitest';
import { listPage, nextSort, readSort } from './listPage.ts';

describe('page and order in the address', () => {
  it('counts pages from one and refuses odd sizes', () => {
    expect(listPage({ page: '3', rows: '50' })).toEqual({ page: 3, rows: 50, offset: 100, limit: 50 });
    expect(listPage({ page: '0', rows: '100000' })).toEqual({ page: 1, rows: 20, offset: 0, limit: 20 });
  });

  it('turns ascending, descending, off', () => {
    expect(nextSort(undefined, 'members')).toBe('members');
    expect(nextSort('members', 'members')).toBe('-members');
    expect(nextSort('-members', 'members')).toBeUndefined();
    expect(nextSort('-members', 'head')).toBe('head');
  });

  it('reads what it wrote', () => {
    expect(readSort('-members')).toEqual({ key: 'members', descending: true });
    expect(readSort(undefined)).toBeUndefined();
  });
});
