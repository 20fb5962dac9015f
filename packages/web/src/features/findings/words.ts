import type { FindingAction, FindingSeverity, FindingState } from '@mingbai/core';
import type { Language } from '../../format/values.ts';
import type { Tone } from '../../register/labels.ts';

const STATE_TONES: Record<FindingState, Tone> = {
  lead: 'red',
  assigned: 'red',
  confirmed: 'red',
  proposed: 'amber',
  mended: 'amber',
  dismissed: 'grey',
  closed: 'green',
};

export function stateTone(state: FindingState): Tone {
  return STATE_TONES[state];
}

const SEVERITY_TONES: Record<FindingSeverity, Tone> = { error: 'red', warning: 'amber', notice: 'grey' };

export function severityTone(severity: FindingSeverity): Tone {
  return SEVERITY_TONES[severity];
}

/** Keys that decide, as the help beside the list says them. */
export const ACTION_KEYS: Readonly<Partial<Record<string, FindingAction>>> = {
  c: 'confirm',
  m: 'mend',
  p: 'propose',
  d: 'dismiss',
  o: 'pass',
};

/** What stands between a name and its value, and between the items of a list. */
export function colon(language: Language): string {
  return language === 'zh' ? '：' : ': ';
}

export function listMark(language: Language): string {
  return language === 'zh' ? '、' : ', ';
}
