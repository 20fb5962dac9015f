/** The colour of a trial's state. */
export const TRIAL_TONES = { running: 'amber', done: 'green', failed: 'red' } as const;
