import { dayInChina } from '@mingbai/core';
import { useState } from 'react';

/** The day on which the page was opened, where the register is kept: the same as the server's. */
export function useToday(): string {
  return useState(() => dayInChina(Date.now()))[0];
}
