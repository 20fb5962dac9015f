import type { KeepTx } from '../db/tx.ts';

/** Wrong passwords or codes in a row until the account is locked, and for how long. */
export const ATTEMPTS = 5;
export const LOCK_MINUTES = 15;

export interface Attempt {
  /** Which one in a row this is, from 1; more than `ATTEMPTS`: refused without looking at the password. */
  readonly number: number;
  readonly lockedUntil: Date | null;
}

/**
 * Counts an attempt before the password is looked at, so that a hundred guesses sent at once are still five.
 * The last one that is allowed locks the account; the right password takes the count back to nothing.
 */
export async function beginAttempt(tx: KeepTx, userId: string): Promise<Attempt> {
  const row = await tx.find<{ number: number; lockedUntil: Date | null }>(
    `update mingbai.account set
       failed_attempts = case when locked_until <= now() then 1 else failed_attempts + 1 end,
       locked_until = case
         when locked_until > now() then locked_until
         when locked_until is null and failed_attempts + 1 >= ${ATTEMPTS} then now() + interval '${LOCK_MINUTES} minutes'
       end
     where user_id = $1 returning failed_attempts as number, locked_until as "lockedUntil"`,
    [userId],
  );
  return row ?? { number: ATTEMPTS + 1, lockedUntil: null };
}

/** The password was right but a code is still to come: neither a failure nor a success. */
export async function takeBackAttempt(tx: KeepTx, userId: string): Promise<void> {
  await tx.run(
    `update mingbai.account set failed_attempts = greatest(failed_attempts - 1, 0), locked_until = null where user_id = $1`,
    [userId],
  );
}
