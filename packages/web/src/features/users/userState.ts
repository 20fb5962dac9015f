import type { User } from '@mingbai/core/api';
import type { Tone } from '../../register/labels.ts';

/** Disabled before locked: a lock ends by itself. */
export function userState(
  user: Pick<User, 'disabled' | 'lockedUntil'>,
  now = new Date(),
): { tone: Tone; word: 'disabled' | 'locked' | 'active' } {
  if (user.disabled) return { tone: 'grey', word: 'disabled' };
  if (user.lockedUntil !== null && new Date(user.lockedUntil) > now) return { tone: 'amber', word: 'locked' };
  return { tone: 'green', word: 'active' };
}
