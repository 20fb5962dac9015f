import { describe, expect, it } from 'vitest';
import { userState } from './userState.ts';

const now = new Date('2026-11-22T08:00:00Z');

describe('the state of an account', () => {
  it('is locked only until the lock ends', () => {
    expect(userState({ disabled: false, lockedUntil: '2026-11-22T08:10:00Z' }, now).word).toBe('locked');
    expect(userState({ disabled: false, lockedUntil: '2026-11-22T07:59:00Z' }, now).word).toBe('active');
  });

  it('is disabled before it is locked', () => {
    expect(userState({ disabled: true, lockedUntil: '2026-11-22T08:10:00Z' }, now).word).toBe('disabled');
  });
});
