import { useState } from 'react';
import { dayOf } from '../format/values.ts';

/** The day on which the page was opened. */
export function useToday(): string {
  return useState(() => dayOf(new Date()))[0];
}
