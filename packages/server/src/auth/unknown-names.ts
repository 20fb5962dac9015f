import { ATTEMPTS, LOCK_MINUTES, type Attempt } from '@mingbai/store';

const REMEMBERED = 20_000;

/**
 * Names that nobody has are counted and locked like those somebody has, or the lock would tell which is which.
 * In memory: there is no account whose state it could be.
 */
export class UnknownNames {
  readonly #attempts = new Map<string, Attempt>();

  /** As `beginAttempt` does for an account. */
  begin(name: string): Attempt {
    const now = Date.now();
    const before = this.#attempts.get(name) ?? { number: 0, lockedUntil: null };
    const over = before.lockedUntil !== null && before.lockedUntil.getTime() <= now;
    const number = over ? 1 : before.number + 1;
    const lockedUntil =
      !over && before.lockedUntil !== null
        ? before.lockedUntil
        : number >= ATTEMPTS
          ? new Date(now + LOCK_MINUTES * 60_000)
          : null;
    const attempt = { number, lockedUntil };
    this.#attempts.delete(name);
    if (this.#attempts.size >= REMEMBERED) this.#attempts.delete(this.#attempts.keys().next().value ?? '');
    this.#attempts.set(name, attempt);
    return attempt;
  }
}
