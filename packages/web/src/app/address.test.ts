import { describe, expect, it } from 'vitest';
import { integer, parseSearch, pick, safeNext, stringifySearch } from './address.ts';

describe('filters in the address', () => {
  it('keeps every digit of an 18-digit number', () => {
    expect(parseSearch('?q=411525199003071234&region=411525000000')).toEqual({
      q: '411525199003071234',
      region: '411525000000',
    });
  });

  it('comes back as it went', () => {
    const search = { q: '张三 & co', exit_state: 'exited,returned', region: '411525000000' };
    expect(parseSearch(stringifySearch(search))).toEqual(search);
  });

  it('leaves out what is empty and keeps commas readable', () => {
    expect(stringifySearch({ q: '', size: undefined, exit_state: 'a,b' })).toBe('?exit_state=a,b');
    expect(stringifySearch({})).toBe('');
  });

  it('keeps only what the page knows', () => {
    expect(pick({ q: 'zs', evil: 'x', region: '' }, ['q', 'region'])).toEqual({ q: 'zs' });
  });

  it('does not follow an address out of the console', () => {
    expect(safeNext('/households?q=1')).toBe('/households?q=1');
    expect(safeNext('//elsewhere.example')).toBe('/');
    expect(safeNext('/\\elsewhere')).toBe('/');
    expect(safeNext('https://elsewhere.example')).toBe('/');
    expect(safeNext('/sign-in')).toBe('/');
  });

  it('reads whole numbers only', () => {
    expect(integer('40', 0)).toBe(40);
    expect(integer('4e9', 0)).toBe(0);
    expect(integer(undefined, 20)).toBe(20);
  });
});
